import type { RepairPlan } from '../../../protocol/repair-plan.ts';
import { counted } from '../../shared/counting.ts';

/** How much a plan would do, in operations unless said otherwise. */
export interface PlanCounts {
  readonly carts: number;
  readonly sent: number;
  readonly inserted: number;
  readonly restored: number;
  /** Questions by their answers; those that are `open` have none. */
  readonly handedOver: number;
  readonly replaced: number;
  readonly withdrawn: number;
  readonly open: number;
}

/** Counts what a plan would do with the answers that are in it. */
export function countPlan({ carts }: RepairPlan): PlanCounts {
  const actions = carts.flatMap((cart) => cart.actions);
  const questions = carts.flatMap((cart) => cart.questions);
  const opsOf = (name: (typeof actions)[number]['action']) =>
    actions.filter(({ action }) => action === name).reduce((sum, { opIds }) => sum + opIds.length, 0);
  const answered = (keep: (typeof questions)[number]['keep']) =>
    questions.filter((question) => question.keep === keep).length;
  return {
    carts: carts.length,
    sent: opsOf('send_to_relay'),
    inserted: opsOf('insert_into_database'),
    restored: opsOf('restore_row'),
    handedOver: answered('db'),
    replaced: answered('relay'),
    withdrawn: answered('none'),
    open: answered(null),
  };
}

/** Exactly what applying it would do, a sentence each without its full stop, in the order of their weight. */
export function planDeeds(counts: PlanCounts): readonly string[] {
  const ops = (count: number) => counted(count, 'operation');
  const deeds: readonly (readonly [number, string])[] = [
    [
      counts.handedOver,
      `Hand ${ops(counts.handedOver)} from nowhere known to the relay, and so to everybody`,
    ],
    [counts.sent, `Give the relay back ${ops(counts.sent)} that it has lost`],
    [counts.inserted, `Export ${ops(counts.inserted)} that the database lacks`],
    [counts.replaced, `Replace ${ops(counts.replaced)} in the database by the relay’s version`],
    [counts.withdrawn, `Withdraw ${ops(counts.withdrawn)} from the database`],
    [counts.restored, `Write the ${counted(counts.restored, 'row')} again that somebody touched`],
    [counts.open, `Keep every version of ${ops(counts.open)} aside, leaving the question open`],
    [counts.carts, `Then make the lines of ${counted(counts.carts, 'cart')} again in the database`],
  ];
  return deeds.filter(([count]) => count > 0).map(([, words]) => words);
}
