import { expect, test } from 'vitest';
import type { Job } from '../../protocol/admin/jobs.ts';
import { JobBoard, type JobReport } from './job-board.ts';

const request = { cartIds: null, withDesktop: false } as const;
const details = { kind: 'reconcile', request, done: 0, carts: 0, report: null } as const;

/** A board whose jobs end when told to. */
function newBoard() {
  let now = 1_000;
  const told: Job[] = [];
  const board = new JobBoard({ clock: () => now, onJob: (job) => told.push(job), firstJobId: 7 });
  const start = () => {
    let end: (error?: Error) => void = () => undefined;
    const ended = new Promise<void>((resolve, reject) => {
      end = (error) => (error ? reject(error) : resolve());
    });
    let report: JobReport<'reconcile'> | undefined;
    const started = board.start<'reconcile'>(details, (given) => {
      report = given;
      given.signal.addEventListener('abort', () => end());
      return ended;
    });
    return { started, end, report: () => report as JobReport<'reconcile'> };
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { board, told, start, settled, advance: (ms: number) => (now += ms) };
}

test('a job is told when it begins, when it changes and when it ends', async () => {
  const { told, start, settled, advance } = newBoard();
  const { started, end, report } = start();
  expect(started).toEqual({ ok: true, value: 7 });
  await settled();
  report().change({ carts: 3 });
  advance(50);
  end();
  await settled();
  expect(told.map(({ status, endedAt, ...job }) => [status, endedAt, 'carts' in job && job.carts])).toEqual([
    ['running', null, 0],
    ['running', null, 3],
    ['done', 1_050, 3],
  ]);
});

test('progress is told four times a second, and all of it is in the end', async () => {
  const { told, start, settled, advance } = newBoard();
  const { end, report } = start();
  await settled();
  for (let done = 1; done <= 100; done += 1) {
    advance(10);
    report().progress({ done });
  }
  expect(told.flatMap((job) => ('done' in job ? [job.done] : []))).toEqual([0, 25, 50, 75, 100]);
  report().progress({ done: 101 });
  end();
  await settled();
  expect(told.at(-1)).toMatchObject({ status: 'done', done: 101 });
});

test('one of a kind runs at a time; the next may begin when it has ended', async () => {
  const { board, start, settled } = newBoard();
  const first = start();
  expect(start().started).toMatchObject({ ok: false, refusal: { code: 'busy' } });
  expect(board.isBusy).toBe(true);
  first.end();
  await settled();
  expect(board.isBusy).toBe(false);
  expect(start().started).toEqual({ ok: true, value: 8 });
  expect(board.jobs).toMatchObject([{ jobId: 8, status: 'running' }]);
});

test('what fails says why; what is cancelled did not fail', async () => {
  const { board, start, settled } = newBoard();
  const failing = start();
  await settled();
  failing.end(new Error('the relay is away'));
  await settled();
  expect(board.jobs).toMatchObject([{ status: 'failed', problem: 'the relay is away' }]);
  start();
  await settled();
  board.cancel(7);
  expect(board.jobs).toMatchObject([{ status: 'running' }]);
  board.cancel(8);
  await settled();
  expect(board.jobs).toMatchObject([{ jobId: 8, status: 'cancelled', problem: null }]);
});

test('closing cancels what runs, and waits for its end', async () => {
  const { board, start, settled } = newBoard();
  start();
  await settled();
  await board.close();
  expect(board.jobs).toMatchObject([{ status: 'cancelled' }]);
});
