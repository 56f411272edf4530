import { describe, expect, it } from 'vitest';
import type { CartId } from '../../../cart/ids.ts';
import type { ExportJob } from '../../../protocol/admin/jobs.ts';
import type { ExportProgress } from '../../../protocol/export-progress.ts';
import { exportPhase, paceWords, phaseWords, requestWords, summaryWords } from './export-words.ts';
import { exportAnnouncement } from './milestones.ts';

const progress: ExportProgress = {
  ...{ carts: 4, cartsDone: 1, ops: 100, opsDone: 30, inserted: 30 },
  ...{ opsPerSecond: 10, remainingMs: 7_000 },
};
const job = (more: Partial<ExportJob> = {}): ExportJob => ({
  ...{ kind: 'export', jobId: 1, startedAt: 0, endedAt: null, status: 'running', problem: null },
  request: { cartIds: null, mode: { kind: 'once' } },
  ...{ progress, summary: null, rounds: 0, waitingFor: null },
  ...more,
});
const follow = { cartIds: null, mode: { kind: 'follow' } } as const;
const finished = { ...progress, cartsDone: 4, opsDone: 100 };

describe('exportPhase', () => {
  it('rests between rounds, not before the first has come to its end', () => {
    expect(exportPhase(job())).toBe('working');
    expect(exportPhase(job({ progress: null }))).toBe('working');
    expect(exportPhase(job({ request: follow, rounds: 1, progress: finished }))).toBe('resting');
    expect(exportPhase(job({ request: follow, rounds: 1 }))).toBe('working');
  });

  it('waits while something is away, and no longer once it has ended', () => {
    const away = { waitingFor: 'the database is away' };
    expect(exportPhase(job(away))).toBe('waiting');
    expect(phaseWords(job(away))).toMatch(/^The database is away; it is tried again/);
    expect(exportPhase(job({ ...away, status: 'cancelled' }))).toBe('cancelled');
  });
});

it('says what was asked for', () => {
  const said = (mode: ExportJob['request']['mode'], cartIds: CartId[] | null = null) =>
    requestWords({ cartIds, mode });
  expect(said({ kind: 'every', intervalMs: 600_000 })).toBe('all carts, every 10 minutes');
  expect(said({ kind: 'every', intervalMs: 60_000 })).toBe('all carts, every minute');
  expect(said({ kind: 'once' }, ['kitchen' as CartId])).toBe('1 cart, once');
});

it('gives no pace before the first operation and after the last', () => {
  expect(paceWords(progress)).toBe('10 operations a second, about 7 seconds left');
  expect(paceWords({ ...progress, opsDone: 0 })).toBe('');
  expect(paceWords(finished)).toBe('');
});

describe('summaryWords', () => {
  const summary = { carts: 3, unchanged: 1, ops: 40, inserted: 5, differing: [], unreadable: [] };
  it('says what is new and how many carts had changed', () => {
    expect(summaryWords(summary)).toEqual([
      '5 operations are new in the database',
      '3 carts with 40 operations looked at; 2 had changed, 1 had not',
    ]);
    expect(summaryWords({ ...summary, unchanged: 3, inserted: 0 })[0]).toMatch(/^Nothing was new/);
    expect(summaryWords({ ...summary, unchanged: 0 })[1]).toBe('3 carts with 40 operations looked at');
    expect(summaryWords({ ...summary, carts: 0 })).toEqual(['There was no cart to export']);
  });
});

describe('exportAnnouncement', () => {
  const at = (opsDone: number) => exportAnnouncement(job({ progress: { ...progress, opsDone } }));
  it('is the same between milestones', () => {
    expect([at(0), at(24), at(25), at(49), at(74), at(99)]).toEqual([
      'Exporting has begun.',
      'Exporting has begun.',
      'Exporting: 25 percent done.',
      'Exporting: 25 percent done.',
      'Exporting: 50 percent done.',
      'Exporting: 75 percent done.',
    ]);
  });

  it('does not tell every round of an export that goes on', () => {
    const round = (rounds: number, now: ExportProgress) =>
      exportAnnouncement(job({ request: follow, rounds, progress: now }));
    expect(round(2, progress)).toBe(round(7, finished));
  });
});
