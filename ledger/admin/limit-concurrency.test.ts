import { expect, test } from 'vitest';
import { limitConcurrency } from './limit-concurrency.ts';

test('no more than so many calls go on at a time, in the order they came, whether they fail or not', async () => {
  const begun: number[] = [];
  const ends: ((end: 'fine' | 'failed') => void)[] = [];
  const call = limitConcurrency(2, (n: number) => {
    begun.push(n);
    return new Promise<number>((resolve, reject) => {
      ends.push((end) => (end === 'fine' ? resolve(n) : reject(new Error('failed'))));
    });
  });
  const results = [1, 2, 3, 4].map((n) => call(n).catch((error: unknown) => String(error)));
  await Promise.resolve();
  expect(begun).toEqual([1, 2]);
  ends[1]?.('failed');
  expect(await results[1]).toBe('Error: failed');
  expect(begun).toEqual([1, 2, 3]);
  ends[0]?.('fine');
  expect(await results[0]).toBe(1);
  expect(begun).toEqual([1, 2, 3, 4]);
  ends[2]?.('fine');
  ends[3]?.('fine');
  expect(await Promise.all(results)).toEqual([1, 'Error: failed', 3, 4]);
});
