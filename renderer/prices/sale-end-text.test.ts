import { expect, test } from 'vitest';
import { saleEndText } from './sale-end-text.ts';

const now = new Date(2026, 10, 21, 12).getTime();
const text = (...until: [number, number, number, number?, number?]) =>
  saleEndText(new Date(...until).getTime(), now, 'en-GB');

test('a sale to the end of a day lasts until that day', () => {
  expect(text(2026, 11, 25)).toBe('until 24 Dec');
  expect(text(2026, 10, 22)).toBe('until 21 Nov');
});

test('a time is said when it is close, and a year when it is another', () => {
  expect(text(2026, 10, 21, 18, 30)).toBe('until 18:30');
  expect(text(2026, 10, 24, 18, 30)).toBe('until 24 Nov');
  expect(text(2027, 1, 1)).toBe('until 31 Jan 2027');
  expect(text(2027, 0, 1)).toBe('until 31 Dec');
});
