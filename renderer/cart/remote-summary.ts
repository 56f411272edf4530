import type { HistoryEntry } from '../../cart/history.ts';
import { numberText } from '../shared/counting.ts';
import { describeEntry, sentenceOf, type Telling } from '../shared/describe.ts';
import { listNames } from '../shared/names.ts';

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
    const key = topicOf(entry);
    const earlier = latest.get(key);
    latest.delete(key);
    latest.set(key, earlier ? together(earlier, entry) : entry);
  }
  const told = [...latest.values()];
  if (told.length > MAX_TOLD) {
    const users = [...new Set(remote.map(({ by }) => by))].sort();
    return telling.texts.changesFrom(remote.length, listNames(users, telling.self));
  }
  return told.map((entry) => tell(entry, telling)).join('. ');
}

/** Entries of one topic are told as one. A row that is taken out may be several lines of one product. */
function topicOf(entry: HistoryEntry): string {
  const { by, kind, lineId, productName, id } = entry;
  if (kind === 'remove') return `${by}/${productName ?? id}/remove`;
  return `${by}/${lineId ?? id}/${isQuantity(entry) ? 'quantity' : kind}`;
}

function together(earlier: HistoryEntry, later: HistoryEntry): HistoryEntry {
  if (later.kind === 'remove') return { ...later, before: earlier.before + later.before };
  return earlier.kind === 'add' && isQuantity(later) ? { ...earlier, after: later.after } : later;
}

const isQuantity = ({ kind }: HistoryEntry): boolean => kind === 'add' || kind === 'inc' || kind === 'set';

function tell(entry: HistoryEntry, telling: Telling): string {
  const { by, kind, after } = entry;
  const { texts } = telling;
  const name = entry.productName ?? texts.something;
  if (kind === 'add') return sentenceOf(by, texts.added(numberText(after), name, null), telling);
  if (after > 0 && isQuantity(entry))
    return sentenceOf(by, texts.changedTo(name, numberText(after)), telling);
  return describeEntry(entry, telling);
}
