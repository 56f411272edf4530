import { expect, test } from 'vitest';
import { lengthScale, linearScale } from './value-scale.ts';

const options = { height: 180, textOf: String };

test('amounts stand on an axis from 0 in round steps', () => {
  const { yOf, ticks } = linearScale({ ...options, values: [120, 480] });
  expect(yOf(0)).toBe(180);
  expect(yOf(480)).toBeGreaterThanOrEqual(0);
  expect(ticks.map(({ at }) => at)).toEqual([0, 100, 200, 300, 400, 500]);
});

test('counts have no halves, and nothing at all still has an axis', () => {
  expect(linearScale({ ...options, values: [1] }).ticks.map(({ at }) => at)).toEqual([0, 1]);
  expect(linearScale({ ...options, values: [] }).ticks.length).toBeGreaterThan(0);
});

test('lengths of time have marks that clocks have names for, around what there is', () => {
  const { yOf, ticks } = lengthScale({ ...options, values: [130, 40_000] });
  expect(ticks.map(({ at }) => at)).toEqual([100, 1_000, 10_000, 60_000]);
  expect([yOf(0), yOf(100), yOf(60_000)]).toEqual([180, 180, 0]);
});

test.each([[[]], [[0]], [[1]], [[10 ** 12]]])('lengths of %j stay on the axis', (values) => {
  const { yOf, ticks } = lengthScale({ ...options, values });
  expect(ticks.length).toBeGreaterThan(1);
  for (const value of values) {
    expect(yOf(value)).toBeGreaterThanOrEqual(0);
    expect(yOf(value)).toBeLessThanOrEqual(180);
  }
});
