import { expect, test } from 'vitest';
import { Random } from '../../../cart/testing/random.ts';
import type { ChartPoint } from './chart-line.ts';
import { thinOut } from './thin-out.ts';

const COLUMNS = 50;

function wander(seed: number, count: number): readonly ChartPoint[] {
  const random = new Random(seed);
  let time = 1_000_000;
  let value = 0;
  return Array.from({ length: count }, () => {
    time += 1 + random.below(1_000);
    value += random.below(201) - 100;
    return { time, value: random.below(500) === 0 ? null : value };
  });
}

/** Ends and extremes of each column, by looking at every point. */
function outline(points: readonly ChartPoint[], from: number, to: number): readonly unknown[] {
  return Array.from({ length: COLUMNS }, (_, column) => {
    const inside = points.filter(
      ({ time }) => Math.min(COLUMNS - 1, Math.floor(((time - from) / (to - from)) * COLUMNS)) === column,
    );
    const values = inside.map(({ value }) => value).filter((value) => value !== null);
    return [inside[0]?.value, inside.at(-1)?.value, Math.min(...values), Math.max(...values)];
  });
}

test('a line thinned out keeps the ends and the extremes of every column', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const points = wander(seed, 5_000);
    const thin = thinOut(points, COLUMNS);
    const [from, to] = [points[0]?.time ?? 0, points.at(-1)?.time ?? 0];
    expect(thin.length).toBeLessThanOrEqual(4 * COLUMNS);
    expect(outline(thin, from, to)).toEqual(outline(points, from, to));
    const all = new Set(points);
    expect(thin.every((point) => all.has(point))).toBe(true);
    expect(thin).toEqual([...thin].sort((a, b) => a.time - b.time));
  }
});

test('a short line is left as it is', () => {
  const points = wander(1, 4 * COLUMNS);
  expect(thinOut(points, COLUMNS)).toBe(points);
});

test('many points of one moment are left as they are', () => {
  const points = Array.from({ length: 1_000 }, (_, value) => ({ time: 5, value }));
  expect(thinOut(points, 10)).toBe(points);
});
