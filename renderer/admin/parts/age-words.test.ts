import { expect, test } from 'vitest';
import { ageWords } from './age-words.ts';

const NOW = 1_700_000_000_000;
const words = (seconds: number): string => ageWords(NOW - seconds * 1000, NOW);

test('what has just happened, and what is ahead of our clock, is just now', () => {
  expect(words(0)).toBe('just now');
  expect(words(9.9)).toBe('just now');
  expect(words(-60)).toBe('just now');
});

test('seconds go by tens, then whole minutes, hours and days, never more than have passed', () => {
  expect(words(19)).toMatch(/^10 sec/);
  expect(words(59)).toMatch(/^50 sec/);
  expect(words(119)).toMatch(/^1 min/);
  expect(words(3 * 3600 - 1)).toMatch(/^2 hr/);
  expect(words(47 * 3600)).toMatch(/^1 day/);
});

test('after a month it is a date', () => {
  expect(words(31 * 86_400)).toMatch(/2023/);
});
