import type { HistoryStep } from '../../cart/history-step.ts';
import { words } from '../messages/words.ts';
import { describeStep } from '../shared/describe-step.ts';
import type { Telling } from '../shared/describe.ts';
import { momentText } from '../shared/moment-text.ts';

/** Where the slider is: "21 November 2026 at 14:02: Ana added 3 × Milk", "Now", or before everything. */
export function positionWords(
  steps: readonly HistoryStep[],
  position: number,
  isAway: boolean,
  telling: Telling,
): string {
  if (!isAway) return words.history.now;
  const step = steps[position - 1];
  return step
    ? words.history.at(momentText(step[0].time), describeStep(step, telling))
    : words.history.beginning;
}

/** The moment alone, as it stands over the slider. */
export function momentWords(steps: readonly HistoryStep[], position: number, isAway: boolean): string {
  if (!isAway) return words.history.now;
  const step = steps[position - 1];
  return step ? momentText(step[0].time) : words.history.beginning;
}
