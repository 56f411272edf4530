import type { HistoryEntry } from '../../cart/history.ts';
import type { OpId } from '../../cart/ids.ts';

/** Tells what is new in a history that grows anywhere: what others did earlier may arrive later. */
export class UnseenEntries {
  readonly #seen = new Set<OpId>();

  /** Those not taken before, in the order given. */
  take(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
    const unseen = entries.filter(({ id }) => !this.#seen.has(id));
    for (const { id } of unseen) this.#seen.add(id);
    return unseen;
  }
}
