import { expect, test } from 'vitest';
import { throttle } from './throttle.ts';

test('one value in each stretch of time is told', () => {
  let now = 0;
  const told: number[] = [];
  const tell = throttle(
    (value: number) => told.push(value),
    100,
    () => now,
  );
  for (; now < 350; now += 10) tell(now);
  expect(told).toEqual([100, 200, 300]);
});
