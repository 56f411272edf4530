import { expect, it } from 'vitest';
import type { Metric } from '../report/metric.ts';
import { judgeFlatness } from './flatness.ts';

const cpu: Metric = { key: 'cpu', label: 'CPU', digits: 1, isBetter: 'lower' };
const points = (figures: Readonly<Record<number, number>>) =>
  Object.entries(figures).map(([size, value]) => ({
    size: Number(size),
    figures: { cpu: value },
    rounds: [],
    failures: [],
  }));
const judge = (figures: Readonly<Record<number, number>>) =>
  judgeFlatness(points(figures), cpu, 100, 'carts');

it('does not mind a fifth', () => {
  expect(judge({ 100: 10, 1000: 11, 10_000: 12 })).toEqual({
    target: 'CPU: grows by at most a fifth from 100 to 10,000 carts',
    found: '1.20 ×',
    isMet: true,
  });
});

it('minds more, also after it had fallen', () => {
  expect(judge({ 100: 10, 1000: 10, 10_000: 12.1 }).isMet).toBe(false);
  expect(judge({ 100: 10, 1000: 8, 10_000: 9.7 }).isMet).toBe(false);
});

it('does not mind that it falls', () => {
  expect(judge({ 100: 10, 1000: 5, 10_000: 3 })).toMatchObject({ found: '1.00 ×', isMet: true });
});

it('does not look at smaller sizes', () => {
  expect(judge({ 1: 1, 100: 10, 1000: 10 }).isMet).toBe(true);
});

it('is not met when a size was not measured', () => {
  expect(judge({ 100: 10, 1000: Number.NaN, 10_000: 10 })).toMatchObject({ found: '–', isMet: false });
});
