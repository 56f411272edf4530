import { expect, test } from 'vitest';
import type { OpId } from '../../../cart/ids.ts';
import type { OpTiming } from '../../../protocol/admin/carts.ts';
import { lagBins } from './lag-bins.ts';
import { lagOf, type Lag } from './lag.ts';
import { lagOverTime } from './lag-over-time.ts';

const timing = (madeAt: number, storedAt: number | null, exportedAt: number | null = null): OpTiming => ({
  ...{ id: `${'a'.repeat(16)}.${madeAt + 1}` as OpId, madeAt, storedAt, exportedAt },
});

const timings = Array.from({ length: 100 }, (_, index) => timing(index * 1_000, index * 1_000 + index + 1));

test('median and 95th percentile are of the operations that arrived, and the others are counted', () => {
  const times = lagOf([...timings, timing(5, null), timing(6, null)], 'relay');
  expect(times).toMatchObject({
    missing: 2,
    lag: { median: 50, p95: 95, longest: 100, count: 100, early: 0 },
  });
});

test('what arrived before it left took nothing, and is said', () => {
  expect(lagOf([timing(1_000, 400)], 'relay')).toMatchObject({
    lag: { median: 0, longest: 0, count: 1, early: 1 },
  });
});

test('the way to the database begins at the relay; what is not there yet has not left', () => {
  const both = [timing(0, 100, 350), timing(0, 100, null), timing(0, null, null)];
  expect(lagOf(both, 'database')).toMatchObject({ missing: 1, lag: { median: 250, count: 1 } });
});

test('with no arrivals there is only what is missing', () => {
  expect(lagOf([timing(0, null)], 'relay')).toEqual({ missing: 1, lag: null });
  expect(lagOf([], 'relay')).toEqual({ missing: 0, lag: null });
});

test('every operation is in one bin, and bins leave no gap', () => {
  const bins = lagBins([0, 0.5, 3, 700, 10 ** 12]);
  expect(bins[0]).toEqual({ from: 0, to: 1, count: 2 });
  expect(bins.find(({ from }) => from === 500)).toEqual({ from: 500, to: 1_000, count: 1 });
  expect(bins.at(-1)).toMatchObject({ to: Infinity, count: 1 });
  expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(5);
  for (const [index, bin] of bins.entries()) if (index > 0) expect(bin.from).toBe(bins[index - 1]?.to);
  expect(lagBins([])).toEqual([]);
});

test('stretches of time share all operations between them', () => {
  const lag = lagOf(timings, 'relay').lag as Lag;
  const stretches = lagOverTime(lag, 10);
  expect(stretches).toHaveLength(10);
  expect(stretches.map(({ count }) => count)).toEqual(new Array(10).fill(10));
  expect(stretches[0]).toMatchObject({ from: 0, median: 5, p95: 10 });
  expect(stretches.at(-1)).toMatchObject({ median: 95, p95: 100 });
});

test('operations of one moment are one stretch', () => {
  const lag = lagOf([timing(7, 9), timing(7, 12)], 'relay').lag as Lag;
  expect(lagOverTime(lag, 60)).toMatchObject([{ from: 7, count: 2, median: 2, p95: 5 }]);
});
