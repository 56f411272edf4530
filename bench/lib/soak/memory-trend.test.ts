import { expect, it } from 'vitest';
import { memoryTrend } from './memory-trend.ts';

const MB = 1024 * 1024;
const samples = (seconds: number, memory: (at: number) => number) =>
  Array.from({ length: seconds + 1 }, (_, at) => ({ at, anonymous: memory(at), resident: 0 }));

it('is flat when memory goes up and down around one level', () => {
  const trend = memoryTrend(samples(600, (at) => (100 + (at % 20)) * MB));
  expect(trend.isFlat).toBe(true);
  expect(trend.mean / MB).toBeCloseTo(109.5, 0);
});

it('does not mind that it grows while it warms up', () => {
  expect(memoryTrend(samples(600, (at) => Math.min(100, 10 + at) * MB)).isFlat).toBe(true);
});

it('minds a leak', () => {
  const trend = memoryTrend(samples(600, (at) => (100 + at / 50) * MB));
  expect(trend.isFlat).toBe(false);
  expect(trend.growthPerHour / MB).toBeCloseTo(72);
  expect(trend.growth).toBeCloseTo(8.4 / 107.8, 3);
});

it('does not mind that it falls', () => {
  expect(memoryTrend(samples(600, (at) => (200 - at / 10) * MB)).isFlat).toBe(true);
});

it('is not flat when nothing was sampled', () => {
  expect(memoryTrend([]).isFlat).toBe(false);
});
