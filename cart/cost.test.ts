import { expect, test } from 'vitest';
import { costOfOneMore, largeCart, load } from './testing/large-cart.ts';
import { Random } from './testing/random.ts';

declare const performance: { now(): number };

test('one more operation in a cart of 10,000 costs about what it costs in one of 100', () => {
  const random = new Random(2);
  const replicas = [100, 10_000].map((ops) => load(largeCart(ops), random));
  // A noisy machine may spoil one measurement, not all of them.
  const ratios = [1, 2, 3].map(() => {
    const [small = 0, large = 0] = costOfOneMore(replicas, 300, () => performance.now());
    return large / small;
  });
  expect(Math.min(...ratios)).toBeLessThan(3);
});
