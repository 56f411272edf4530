import { expect, it } from 'vitest';
import type { CartId } from '../../../cart/ids.ts';
import type { ReconcileReport } from '../../../protocol/reconcile-report.ts';
import type { Verdict } from '../../../protocol/verdict.ts';
import { groupByVerdict, reportFigures, reportHeadline, sumTerms } from './report-figures.ts';

const totals = { issued: 21, live: 1, cancelled: 2, ignored: 3, refused: 4, inFlight: 5, unaccounted: 6 };
const report = (...found: readonly Verdict[]): ReconcileReport => ({
  ...{ runId: 'r', startedAt: '', finishedAt: '', totals, unreachable: [] },
  carts: found.map((verdict, n) => ({
    cartId: `c${n}` as CartId,
    ...{ equal: verdict === 'EQUAL', verdict, findings: [] },
    digests: { client: null, relay: null, db: null },
    ops: { client: null, relay: null, db: null },
  })),
});

it('counts what is unknown neither as equal nor as differing', () => {
  expect(reportFigures(report('EQUAL', 'LAG', 'UNREACHABLE', 'EXTRA_AT_DB', 'REDUCER_SKEW'))).toEqual({
    ...{ carts: 5, equal: 1, onTheWay: 1, differing: 2, unknown: 1 },
  });
});

it('groups what is not equal, what merely waits last', () => {
  const groups = groupByVerdict(report('LAG', 'UNREACHABLE', 'EQUAL', 'MISSING_AT_DB', 'LAG'));
  expect(groups.map(({ verdict, carts }) => [verdict, carts.map(({ cartId }) => cartId)])).toEqual([
    ['MISSING_AT_DB', ['c3']],
    ['UNREACHABLE', ['c1']],
    ['LAG', ['c0', 'c4']],
  ]);
});

it('has every term of the sum', () => {
  expect(sumTerms(totals).reduce((sum, { count }) => sum + count, 0)).toBe(totals.issued);
});

it('never says that all is well when something could not be read or does not add up', () => {
  const closed = { ...totals, unaccounted: 0 };
  const tone = (found: ReconcileReport) => reportHeadline(found).tone;
  expect(tone({ ...report('EQUAL', 'EQUAL'), totals: closed })).toBe('good');
  expect(tone(report('EQUAL', 'EQUAL'))).toBe('bad');
  expect(tone({ ...report('EQUAL', 'LAG'), totals: closed })).toBe('waiting');
  expect(tone({ ...report('EQUAL', 'UNREACHABLE'), totals: closed })).toBe('unknown');
  expect(tone({ ...report('EQUAL'), totals: closed, unreachable: ['the relay is away'] })).toBe('unknown');
  expect(tone({ ...report('UNREACHABLE', 'EXTRA_AT_DB'), totals: closed })).toBe('bad');
});
