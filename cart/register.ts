import { compareEntries, type Entry } from './entry.ts';
import type { OpKind } from './op.ts';

/** A value that the latest operation decides; undone operations have no say. */
export class Register<Kind extends OpKind> {
  readonly #entries: Entry<Kind>[] = [];
  #winner: Entry<Kind> | null = null;

  /** The deciding operation, or `null` while there is none. */
  get winner(): Entry<Kind> | null {
    return this.#winner;
  }

  insert(entry: Entry<Kind>): void {
    this.#entries.push(entry);
    this.#challenge(entry);
  }

  /** To be called after an entry was undone or redone. */
  refresh(): void {
    this.#winner = null;
    for (const entry of this.#entries) this.#challenge(entry);
  }

  #challenge(entry: Entry<Kind>): void {
    if (!entry.undone && (this.#winner === null || compareEntries(entry, this.#winner) > 0)) {
      this.#winner = entry;
    }
  }
}
