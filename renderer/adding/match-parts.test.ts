import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchParts } from './match-parts.ts';

/** With what stands out in brackets. */
const marked = (name: string, typed: string): string =>
  matchParts(name, typed)
    .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
    .join('');

test('beginnings of words stand out, whatever their order and case', () => {
  expect(marked('Organic milk 1 l', 'mil')).toBe('Organic [mil]k 1 l');
  expect(marked('Organic milk 1 l', 'MILK org')).toBe('[Org]anic [milk] 1 l');
  expect(marked('Buttermilk', 'milk')).toBe('Buttermilk');
  expect(marked('Milk', '')).toBe('Milk');
});

test('letters with marks are the letters that were typed without', () => {
  expect(marked('Crème fraîche', 'creme fr')).toBe('[Crème] [fr]aîche');
  expect(marked('Süßes', 'suss')).toBe('[Süß]es');
  expect(marked('Cre\u0300me', 'cre')).toBe('[Cre\u0300]me');
});

test('the longest beginning wins', () => expect(marked('Chocolate', 'c choc')).toBe('[Choc]olate'));

test('the parts are the name, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, typed) => {
      const parts = matchParts(name, typed);
      expect(parts.map(({ text }) => text).join('')).toBe(name);
      expect(parts.every(({ text }) => text !== '')).toBe(true);
    }),
  );
});
