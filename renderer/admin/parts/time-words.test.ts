import { expect, it } from 'vitest';
import { durationWords, timeLeftWords } from './time-words.ts';

it('says how long in the unit that matters', () => {
  const said = [400, 1_000, 99_400, 99_600, 90 * 60_000, 2 * 3_600_000, 3_900_000 * 2].map(durationWords);
  expect(said).toEqual([
    'less than a second',
    '1 second',
    '99 seconds',
    '2 minutes',
    '90 minutes',
    '2 hours',
    '2 hours 10 minutes',
  ]);
  expect(durationWords(3 * 3_600_000 - 1)).toBe('3 hours');
});

it('says nothing of the time left while nothing is known', () => {
  expect([null, 0, 12_000].map(timeLeftWords)).toEqual([
    null,
    'less than a second left',
    'about 12 seconds left',
  ]);
});
