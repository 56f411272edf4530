import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AWAY_AFTER_MS, AwayWatch } from './away-watch.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function watch() {
  const told: boolean[] = [];
  const away = new AwayWatch({
    onChange: (isAway) => told.push(isAway),
    setTimer: (run, ms) => setTimeout(run, ms),
    clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  });
  return { away, told };
}

test('whoever touches nothing for a while is away, and back with the first touch', () => {
  const { away, told } = watch();
  vi.advanceTimersByTime(AWAY_AFTER_MS - 1);
  away.touched();
  vi.advanceTimersByTime(AWAY_AFTER_MS - 1);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([true]);
  away.touched();
  expect(told).toEqual([true, false]);
});

test('a window that is out of sight is left at once, and nothing but its return changes that', () => {
  const { away, told } = watch();
  away.hidden(true);
  away.touched();
  expect(told).toEqual([true]);
  away.hidden(false);
  expect(told).toEqual([true, false]);
});

test('nothing is told after the end but that it has come', () => {
  const { away, told } = watch();
  away.stop();
  vi.advanceTimersByTime(2 * AWAY_AFTER_MS);
  expect(told).toEqual([true]);
});
