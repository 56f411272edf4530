import { expect, test } from 'vitest';
import { differenceText } from './difference-text.ts';

test('a difference has a sign, unless there is none', () => {
  expect(differenceText(60, 'EUR', 'en-IE')).toBe('+€0.60');
  expect(differenceText(-1250, 'EUR', 'en-IE')).toBe('−€12.50');
  expect(differenceText(0, 'EUR', 'en-IE')).toBe('€0.00');
  expect(differenceText(60, 'EUR', 'de-DE')).toBe('+0,60\u00a0€');
  expect(differenceText(60, 'JPY', 'en-US')).toBe('+¥60');
});
