import { lazily } from '../../cart/lazily.ts';
import type { HistoryStep } from '../../cart/history-step.ts';
import type { UserId } from '../../cart/ids.ts';
import { unitsOf } from '../shared/describe-step.ts';

/** Which entries of the history are to be seen: those that fit in every way. */
export interface HistoryFilter {
  /** `null` for everybody. */
  readonly person: UserId | null;
  /** By its name; `null` for all. */
  readonly product: string | null;
  /** Only what took all of something out of the cart. */
  readonly isTakenOut: boolean;
}

export const noFilter: HistoryFilter = { person: null, product: null, isTakenOut: false };

export const filterSteps = (
  steps: readonly HistoryStep[],
  { person, product, isTakenOut }: HistoryFilter,
): readonly HistoryStep[] =>
  steps.filter(
    (step) =>
      (person === null || step[0].by === person) &&
      (product === null || step.some(({ productName }) => productName === product)) &&
      (!isTakenOut || takesOut(step)),
  );

/** Whether a step left nothing of something that had been there: by removing, emptying, or taking the last. */
export function takesOut(step: HistoryStep): boolean {
  if (step.some(({ kind, before, after }) => kind === 'clear' && after < before)) return true;
  if (step.every(({ before, after }) => after >= before)) return false;
  const names = new Set(step.map(({ productName }) => productName));
  return [...names].some((name) => {
    if (name === null) return false;
    const { before, after } = unitsOf(step.filter(({ productName }) => productName === name));
    return before > 0 && after <= 0;
  });
}

/** What can be chosen from, and how many entries each has, in the order of the alphabet. */
interface HistoryChoice<Value extends string> {
  readonly value: Value;
  readonly count: number;
}

export const peopleIn = (steps: readonly HistoryStep[]): readonly HistoryChoice<UserId>[] =>
  choices(steps.map(([{ by }]) => [by]));

export const productsIn = (steps: readonly HistoryStep[]): readonly HistoryChoice<string>[] =>
  choices(steps.map((step) => step.map(({ productName }) => productName).filter((name) => name !== null)));

function choices<Value extends string>(
  lists: readonly (readonly Value[])[],
): readonly HistoryChoice<Value>[] {
  const counts = new Map<Value, number>();
  for (const list of lists) {
    for (const value of list.length === 1 ? list : new Set(list))
      counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => collator().compare(a.value, b.value));
}

const collator = lazily(() => new Intl.Collator());
