import { describe, expect, it } from 'vitest';
import type { CartId, OpId } from '../../../cart/ids.ts';
import type { RepairAction, RepairPlan, RepairQuestion } from '../../../protocol/repair-plan.ts';
import { countPlan, planDeeds } from './plan-counts.ts';

const ids = (count: number) => Array.from({ length: count }, (_, n) => `0123456789abc.${n + 1}` as OpId);
const action = (name: RepairAction['action'], count: number) => ({
  action: name,
  opIds: ids(count),
  why: '',
});
const question = (keep: RepairQuestion['keep']) => ({
  ...{ opId: '0123456789abc.1' as OpId, versions: [], why: '', keep },
});
const plan = (carts: readonly Partial<RepairPlan['carts'][number]>[]): RepairPlan => ({
  planVersion: 1,
  ...{ runId: 'r', madeAt: '', relay: '', notes: [], digest: 'd' },
  carts: carts.map((cart, n) => ({ cartId: `c${n}` as CartId, actions: [], questions: [], ...cart })),
});

describe('what a plan would do', () => {
  it('is counted over all carts, questions by their answers', () => {
    const counts = countPlan(
      plan([
        { actions: [action('insert_into_database', 3), action('rebuild_projection', 0)] },
        {
          actions: [action('insert_into_database', 4), action('send_to_relay', 2), action('restore_row', 1)],
          questions: [question('relay'), question('none'), question('db'), question(null), question(null)],
        },
      ]),
    );
    expect(counts).toEqual({
      ...{ carts: 2, sent: 2, inserted: 7, restored: 1 },
      ...{ handedOver: 1, replaced: 1, withdrawn: 1, open: 2 },
    });
  });

  it('is told only as far as it is something', () => {
    const counts = countPlan(plan([{ actions: [action('send_to_relay', 1)] }]));
    expect(planDeeds(counts)).toEqual([
      'Give the relay back 1 operation that it has lost',
      'Then make the lines of 1 cart again in the database',
    ]);
    expect(planDeeds(countPlan(plan([])))).toEqual([]);
  });
});
