import { describe, expect, it } from 'vitest';
import { mean, median, percentile, slope } from './statistics.ts';

describe('median', () => {
  it('is the middle of an odd number, whatever their order', () => {
    expect(median([30, 1, 2])).toBe(2);
  });

  it('is between the two in the middle of an even number', () => {
    expect(median([4, 1, 2, 100])).toBe(3);
  });

  it('is no number of none', () => {
    expect(median([])).toBeNaN();
  });
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('is the smallest that so many do not exceed', () => {
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 1)).toBe(100);
  });

  it('sorts by number, not by text', () => {
    expect(percentile([9, 10, 100], 0.34)).toBe(10);
  });

  it('of few is the largest', () => {
    expect(percentile([1, 7], 0.99)).toBe(7);
  });
});

describe('slope', () => {
  it('finds the line through points that lie on one', () => {
    expect(
      slope([
        [0, 5],
        [10, 25],
        [20, 45],
      ]),
    ).toBeCloseTo(2);
  });

  it('sees no trend in what goes up and down', () => {
    expect(
      slope([
        [0, 1],
        [1, 3],
        [2, 3],
        [3, 1],
      ]),
    ).toBeCloseTo(0);
  });

  it('is 0 for a single point', () => {
    expect(slope([[3, 4]])).toBe(0);
  });
});

it('mean', () => expect(mean([1, 2, 6])).toBe(3));
