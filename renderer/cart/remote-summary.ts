import type { HistoryEntry } from '../../cart/history.ts';
import { counted, numberText } from './counting.ts';
import { describeEntry, type Telling } from './describe.ts';
import { listNames } from './names.ts';

/** The most changes that are told one by one. */
const MAX_TOLD = 3;

/**
 * What others have just done, short enough to be said: steps of one person on one product become one, and
 * many changes become a count. Empty when there is nothing to tell.
 */
export function remoteSummary(entries: readonly HistoryEntry[], telling: Telling): string {
  const remote = entries.filter(({ by }) => by !== telling.self);
  const latest = new Map<string, HistoryEntry>();
  for (const entry of remote) {
    const key = `${entry.by}/${entry.lineId ?? entry.id}/${isQuantity(entry) ? 'quantity' : entry.kind}`;
    const opened = latest.get(key);
    latest.delete(key);
    latest.set(
      key,
      opened?.op.kind === 'add' && isQuantity(entry) ? { ...opened, after: entry.after } : entry,
    );
  }
  const told = [...latest.values()];
  if (told.length > MAX_TOLD) {
    const users = [...new Set(remote.map(({ by }) => by))].sort();
    return `${counted(remote.length, 'change')} from ${listNames(users, telling.self)}`;
  }
  return told.map((entry) => sentenceOf(entry, telling)).join('. ');
}

const isQuantity = ({ kind }: HistoryEntry): boolean => kind === 'add' || kind === 'inc' || kind === 'set';

function sentenceOf(entry: HistoryEntry, telling: Telling): string {
  const { by, kind, after, productName } = entry;
  if (kind === 'add') return `${by} added ${numberText(after)} × ${productName ?? 'something'}`;
  if (after > 0 && isQuantity(entry))
    return `${by} changed ${productName ?? 'something'} to ${numberText(after)}`;
  return describeEntry(entry, telling);
}
