import type { HistoryEntry } from './history.ts';
import { followsAtOnce } from './hlc.ts';
import { splitOpId } from './ids.ts';

/** What somebody did at once: one entry of the history, or the several that one command came to. */
export type HistoryStep = readonly [HistoryEntry, ...HistoryEntry[]];

/**
 * Puts together the entries that were written at once; the order stays.
 *
 * The operations of one step follow one another in their session, and their readings of the clock do so without a gap,
 * as those of two steps never do (`HybridClock`). A step that somebody else's operation falls into reads as two.
 */
export function stepsOf(entries: readonly HistoryEntry[]): readonly HistoryStep[] {
  const steps: [HistoryEntry, ...HistoryEntry[]][] = [];
  let last: HistoryEntry | null = null;
  for (const entry of entries) {
    const step = steps.at(-1);
    if (step && last && isNextTo(last, entry)) step.push(entry);
    else steps.push([entry]);
    last = entry;
  }
  return steps;
}

function isNextTo(a: HistoryEntry, b: HistoryEntry): boolean {
  // Cheapest first: most entries are alone in their millisecond.
  if (!followsAtOnce(a.op.at, b.op.at)) return false;
  const [before, after] = [splitOpId(a.id), splitOpId(b.id)];
  return before.sid === after.sid && before.n + 1 === after.n;
}
