import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

const newBucket = () => new TokenBucket({ burst: 10, perSecond: 100 }, 0);

describe('a token bucket', () => {
  test('gives its burst at once, then says how long to wait', () => {
    const bucket = newBucket();
    expect(bucket.take(10, 0)).toBe(0);
    expect(bucket.take(1, 0)).toBe(10);
    expect(bucket.take(4, 0)).toBe(50);
    expect(bucket.take(0, 30)).toBe(20);
    expect(bucket.take(0, 50)).toBe(0);
  });

  test('never holds more than its burst, however long nothing was taken', () => {
    const bucket = newBucket();
    bucket.take(20, 0);
    expect(bucket.isFull(100)).toBe(false);
    expect(bucket.isFull(1_000_000)).toBe(true);
    bucket.take(10, 1_000_000);
    expect(bucket.take(5, 2_000_000)).toBe(0);
    expect(bucket.take(5, 2_000_000)).toBe(0);
    expect(bucket.take(1, 2_000_000)).toBe(10);
  });

  test('that is asked first leaves the tokens where there are too few', () => {
    const bucket = newBucket();
    expect(bucket.tryTake(11, 0)).toBe(false);
    expect(bucket.tryTake(10, 0)).toBe(true);
    expect(bucket.tryTake(1, 9)).toBe(false);
    expect(bucket.tryTake(1, 10)).toBe(true);
  });

  test('lets through at most its burst and what has come since, whatever the rhythm', () => {
    const steps = fc.array(fc.tuple(fc.nat(50), fc.nat(5)), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (waits) => {
        const bucket = newBucket();
        let now = 0;
        let taken = 0;
        for (const [wait, count] of waits) {
          now += wait;
          if (bucket.tryTake(count, now)) taken += count;
        }
        expect(taken).toBeLessThanOrEqual(10 + now / 10 + 1e-6);
      }),
    );
  });

  test('is not filled by a clock that jumps back', () => {
    const bucket = newBucket();
    bucket.take(10, 1_000);
    expect(bucket.tryTake(1, 0)).toBe(false);
  });
});
