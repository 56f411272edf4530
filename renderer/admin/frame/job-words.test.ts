import { expect, test } from 'vitest';
import type { ExportJob, ReconcileJob } from '../../../protocol/admin/jobs.ts';
import { runningWords, shareDone } from './job-words.ts';

const running = { jobId: 1, startedAt: 0, endedAt: null, status: 'running', problem: null } as const;
const progress = {
  ...{ carts: 10, cartsDone: 5, ops: 200, opsDone: 50, inserted: 0, opsPerSecond: 1 },
  remainingMs: null,
};
const exporting: ExportJob = {
  ...running,
  kind: 'export',
  request: { cartIds: null, mode: { kind: 'once' } },
  progress,
  summary: null,
  rounds: 0,
  waitingFor: null,
};
const checking: ReconcileJob = {
  ...running,
  kind: 'reconcile',
  request: { cartIds: null, withDesktop: true },
  done: 3,
  carts: 4,
  report: null,
};

test('an export is as far as its operations, another job as far as its carts', () => {
  expect(shareDone(exporting)).toBe(0.25);
  expect(shareDone(checking)).toBe(0.75);
});

test('how far is not told before there is anything to count', () => {
  expect(shareDone({ ...exporting, progress: null })).toBeNull();
  expect(shareDone({ ...checking, done: 0, carts: 0 })).toBeNull();
});

test('only a running job is told of, and never as done before it is', () => {
  expect(runningWords(null)).toBeNull();
  expect(runningWords({ ...exporting, status: 'done' })).toBeNull();
  expect(runningWords({ ...exporting, progress: { ...progress, opsDone: 199 } })).toMatch(/^99/);
  expect(runningWords({ ...exporting, waitingFor: 'the database' })).toBe('waiting');
});

test('an export that goes on for ever is running, not some way through', () => {
  const following = {
    ...exporting,
    request: { cartIds: null, mode: { kind: 'follow' } },
    rounds: 1,
  } as const;
  expect(runningWords(following)).toBe('running');
});
