import { expect, it } from 'vitest';
import { exactWhen, whenText } from './when-text.ts';

/** In the time of wherever the test runs, as the text is. */
const now = new Date(2026, 10, 21, 9, 30).getTime();

it.each([
  [new Date(2026, 10, 21, 8, 5), '08:05', '08:05'],
  [new Date(2026, 10, 20, 23, 59), 'yesterday', 'gestern'],
  [new Date(2026, 10, 15, 12), 'Sunday', 'Sonntag'],
  [new Date(2026, 10, 14, 12), '14 Nov', '14. Nov.'],
  [new Date(2025, 11, 24, 12), '24 Dec 2025', '24. Dez. 2025'],
  [new Date(2026, 10, 21, 9, 31), '09:31', '09:31'],
])('%s is %s', (time, english, german) => {
  expect(whenText(time.getTime(), now, 'en-GB')).toBe(english);
  expect(whenText(time.getTime(), now, 'de')).toBe(german);
});

it('can be had in full', () => {
  expect(exactWhen(new Date(2026, 10, 3, 14, 2).getTime(), 'en-GB')).toBe('3 Nov 2026, 14:02');
});
