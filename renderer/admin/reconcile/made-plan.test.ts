import { expect, it } from 'vitest';
import type { ApplyJob } from '../../../protocol/admin/jobs.ts';
import type { RepairPlan } from '../../../protocol/repair-plan.ts';
import { isSpent, repairOf } from './made-plan.ts';

const plan: RepairPlan = {
  planVersion: 1,
  ...{ runId: 'r', madeAt: '', relay: '', carts: [], notes: [], digest: 'd' },
};
const made = (after: number) => ({ plan, jobId: 1, after });
const applied: ApplyJob = {
  ...{ kind: 'apply', jobId: 7, startedAt: 0, endedAt: 1, status: 'done', problem: null },
  ...{ planDigest: 'd', done: 1, carts: 1 },
  outcome: { status: 'applied', actions: 0, asked: 1, refusals: [] },
};

it('takes no plan for applied because an earlier one was the same', () => {
  expect([isSpent(made(6), applied), isSpent(made(7), applied), isSpent(made(-1), null)]).toEqual([
    ...[true, false, false],
  ]);
  expect(repairOf(made(6), { ...applied, planDigest: 'other' })).toBeNull();
  expect(repairOf(null, applied)).toBeNull();
});

it('lets a plan be gone on with whose repair ended without an outcome', () => {
  const stopped: ApplyJob = { ...applied, status: 'cancelled', outcome: null };
  expect(repairOf(made(6), stopped)).toBe(stopped);
  expect(isSpent(made(6), stopped)).toBe(false);
});
