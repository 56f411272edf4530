import { expect, test } from 'vitest';
import { moneyAxisText } from '../../shared/money-axis-text.ts';
import { valueLines, valueTable } from './value-lines.ts';
import type { ValuePoint } from './value-over-time.ts';

const points: readonly ValuePoint[] = [
  { time: 0, units: 1, totals: { EUR: 129 } },
  { time: 60_000, units: 3, totals: { EUR: null, JPY: 300 } },
  { time: 120_000, units: 0, totals: {} },
];

test('each currency has its line, with 0 where it is not in the cart and a gap where it is not exact', () => {
  const lines = valueLines(points);
  expect(lines.map(({ currency, inexact }) => [currency, inexact])).toEqual([
    ['EUR', 1],
    ['JPY', 0],
  ]);
  expect(lines.map(({ line }) => line.points.map(({ value }) => value))).toEqual([
    [129, null, 0],
    [0, 300, 0],
  ]);
});

test('a long history is drawn with fewer points, and how many there are is told', () => {
  const many = Array.from({ length: 20_000 }, (_, time) => ({ time, units: 1, totals: { EUR: time % 97 } }));
  const [line] = valueLines(many);
  expect(line?.moments).toBe(20_000);
  expect(line?.line.points.length).toBeLessThanOrEqual(2_400);
});

test('the table has every moment, for programs with plain amounts', () => {
  const table = valueTable(points, valueLines(points));
  expect(table.count).toBe(3);
  expect(table.textsAt(1).slice(1)).toEqual(['3', 'too large', '¥300']);
  expect(table.csv()).toBe(
    'Time,Units,EUR,JPY\r\n' +
      '1970-01-01T00:00:00.000Z,1,1.29,0\r\n' +
      '1970-01-01T00:01:00.000Z,3,,300\r\n' +
      '1970-01-01T00:02:00.000Z,0,0,0\r\n',
  );
});

test.each([
  [500, '€5'],
  [50, '€0.50'],
  [120_000_000, '€1.2M'],
  [0, '€0'],
])('%d cents are %s on an axis', (amount, text) => {
  expect(moneyAxisText(amount, 'EUR', 'en-US')).toBe(text);
});
