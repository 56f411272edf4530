import { expect, test } from 'vitest';
import { momentsOf, nearestMoment, valueAt, type ChartLine } from './chart-line.ts';

const line = (...points: readonly (readonly [number, number | null])[]): ChartLine => ({
  ...{ name: 'x', look: 'solid' },
  points: points.map(([time, value]) => ({ time, value })),
});

test('a line keeps its value until its next point, and has none before the first or in a gap', () => {
  const it = line([10, 1], [20, null], [30, 3]);
  expect([9, 10, 19, 20, 30, 99].map((time) => valueAt(it, time))).toEqual([null, 1, 1, null, 3, 3]);
  expect(valueAt(line(), 5)).toBeNull();
});

test('moments of all lines are told once, in order', () => {
  expect(momentsOf([line([10, 1], [30, 1]), line([20, 1], [30, 2])])).toEqual([10, 20, 30]);
});

test('the nearest moment is found on either side', () => {
  expect([0, 14, 16, 25, 99].map((time) => nearestMoment([10, 20, 30], time))).toEqual([0, 0, 1, 1, 2]);
  expect(nearestMoment([], 5)).toBe(-1);
});
