import { expect, test } from 'vitest';
import { clockDetail, isClockWrong } from './clock-words.ts';

const MINUTE = 60_000;

test('a clock is wrong when others would not follow it, and not before the server was met', () => {
  expect([null, 0, 4 * MINUTE, -4 * MINUTE].map(isClockWrong)).toEqual([false, false, false, false]);
  expect([6 * MINUTE, -6 * MINUTE].map(isClockWrong)).toEqual([true, true]);
});

test('the details say which way it is off', () => {
  expect(clockDetail(null)).toBe('Not known until the server is reached');
  expect(clockDetail(1_500)).toBe('Agrees with the server’s');
  expect(clockDetail(-25 * MINUTE)).toBe('25 minutes ahead of the server’s');
  expect(clockDetail(25_000)).toBe('25 seconds behind the server’s');
});
