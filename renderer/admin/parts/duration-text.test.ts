import { expect, test } from 'vitest';
import { durationText } from './duration-text.ts';

test.each([
  [0, '0 ms'],
  [12.4, '12 ms'],
  [999, '999 ms'],
  [999.6, '1 sec'],
  [1_440, '1.4 sec'],
  [59_000, '59 sec'],
  [90_000, '1.5 min'],
  [3_600_000, '1 hr'],
  [7_200_000 * 12, '1 day'],
  [-1_500, '-1.5 sec'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});
