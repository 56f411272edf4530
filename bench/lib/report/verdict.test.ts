import { describe, expect, it } from 'vitest';
import type { Metric } from './metric.ts';
import type { Result } from './summary.ts';
import { BETTER_PEER, judge } from './verdict.ts';

const time: Metric = { key: 'time', label: 'time, ms', digits: 1, isBetter: 'lower', unit: 1000 };
const rate: Metric = { key: 'rate', label: 'rate', digits: 0, isBetter: 'higher' };

const result = (name: string, key: string, ...values: readonly number[]): Result => ({
  name,
  rounds: values.map((value) => ({ [key]: value })),
  failures: [],
});

describe('an absolute target', () => {
  it('is judged by the middle round, in the units of the metric', () => {
    const results = [result('own', 'time', 7000, 20_000, 8000)];
    expect(judge({ kind: 'at most', metric: time, bound: 8 }, results)).toEqual({
      target: 'time, ms at most 8',
      found: '8.0',
      isMet: true,
    });
    expect(judge({ kind: 'at most', metric: time, bound: 7.9 }, results).isMet).toBe(false);
  });

  it('is judged by the worst round if it must always be met', () => {
    const results = [result('own', 'rate', 0, 0, 1)];
    expect(judge({ kind: 'at most', metric: rate, bound: 0 }, results).isMet).toBe(true);
    expect(judge({ kind: 'always at most', metric: rate, bound: 0 }, results).isMet).toBe(false);
  });

  it('can be a least', () => {
    const results = [result('own', 'rate', 20_000)];
    expect(judge({ kind: 'at least', metric: rate, bound: 20_000 }, results).isMet).toBe(true);
    expect(judge({ kind: 'at least', metric: rate, bound: 20_001 }, results).isMet).toBe(false);
  });
});

describe('a ratio', () => {
  const results = [result('own', 'time', 50), result('slow', 'time', 200), result('fast', 'time', 80)];

  it('compares with the one that is named', () => {
    expect(judge({ kind: 'ratio at most', metric: time, bound: 0.25, to: 'slow' }, results)).toMatchObject({
      found: '0.25 ×',
      isMet: true,
    });
  });

  it('compares with the better of the others, which has less time or a higher rate', () => {
    const target = { kind: 'ratio at most', metric: time, bound: 0.5, to: BETTER_PEER } as const;
    expect(judge(target, results)).toMatchObject({ found: '0.63 ×', isMet: false });
    const rates = [result('own', 'rate', 50), result('a', 'rate', 200), result('b', 'rate', 100)];
    expect(judge({ ...target, metric: rate }, rates).found).toBe('0.25 ×');
  });

  it('leaves out those that have no such figure', () => {
    const some = [result('own', 'time', 50), result('none', 'other', 1), result('fast', 'time', 100)];
    const target = { kind: 'ratio at most', metric: time, bound: 0.5, to: BETTER_PEER } as const;
    expect(judge(target, some)).toMatchObject({ found: '0.50 ×', isMet: true });
  });
});

describe('either of two targets', () => {
  const results = [result('own', 'time', 9000), result('peer', 'time', 20_000)];
  const absolute = { kind: 'at most', metric: time, bound: 8 } as const;
  const ratio = { kind: 'ratio at most', metric: time, bound: 0.7, to: 'peer' } as const;

  it('is met by one of them, and says both', () => {
    expect(judge({ kind: 'any of', targets: [absolute, ratio] }, results)).toEqual({
      target: 'time, ms at most 8, or time, ms at most 0.7 × that of peer',
      found: '9.0, 0.45 ×',
      isMet: true,
    });
  });

  it('is missed if both are', () => {
    const both = { kind: 'any of', targets: [absolute, { ...ratio, bound: 0.4 }] } as const;
    expect(judge(both, results).isMet).toBe(false);
  });
});

describe('what is not known', () => {
  it('is missed, not met', () => {
    for (const results of [[], [result('own', 'other', 1), result('peer', 'other', 1)]]) {
      expect(judge({ kind: 'at most', metric: time, bound: 8 }, results)).toMatchObject({
        found: '–',
        isMet: false,
      });
      expect(judge({ kind: 'ratio at most', metric: time, bound: 1, to: BETTER_PEER }, results).isMet).toBe(
        false,
      );
    }
  });

  it('is missed if a round failed, even where the others are good', () => {
    const results = [{ ...result('own', 'time', 1000), failures: ['it ended'] }];
    expect(judge({ kind: 'at most', metric: time, bound: 8 }, results)).toMatchObject({
      found: '1.0; 1 rounds failed',
      isMet: false,
    });
  });
});
