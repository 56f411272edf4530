import { expect, test } from 'vitest';
import type { CatalogueProduct } from './catalogue-product.ts';
import { suggest } from './suggest.ts';
import type { Usage } from './usage.ts';

const product = (id: string, name: string, more: Partial<CatalogueProduct> = {}): CatalogueProduct => ({
  ...{ id, name, codes: [], category: '', keywords: [], price: null, options: {} },
  ...more,
});
const catalogue = [
  product('1', 'Milk', { codes: ['4006381333931'], keywords: ['Milch'] }),
  product('2', 'Milk chocolate'),
  product('3', 'Oat milk'),
];
const used = (id: string, count: number, isStarred = false): Usage => ({
  ...{ id, name: `used ${id}`, isStarred, count, lastAt: 500, options: {}, price: null },
});
const suggested = (text: string, usages: readonly Usage[], found: readonly string[] = []) =>
  suggest(text, 3, {
    productOf: (id) => catalogue.find((each) => each.id === id),
    byCode: (code) => catalogue.find(({ id, codes }) => id === code || codes.includes(code)),
    usages,
    search: { find: () => found },
    now: 1000,
  }).map(({ product: { name }, isStarred, isUsed }) => `${name}${isStarred ? '*' : ''}${isUsed ? '+' : ''}`);

test('favourites and what was used come before the rest of the catalogue', () => {
  expect(suggested('mil', [used('3', 1), used('2', 0, true)], ['1', '2', '3'])).toEqual([
    'Milk chocolate*',
    'Oat milk+',
    'Milk',
  ]);
  expect(suggested('milch', [used('1', 1), used('2', 1)])).toEqual(['Milk+']);
});

test('what was typed once is offered again, though no catalogue has it', () => {
  expect(suggested('us gon', [used('gone', 2)])).toEqual(['used gone+']);
  expect(suggested('xyz', [used('gone', 2)])).toEqual([]);
});

test('for nothing typed there are favourites and what was used, and no more', () => {
  expect(suggested('', [used('1', 1), used('2', 0)], ['3'])).toEqual(['Milk+']);
});

test('the very code finds its product alone, whatever else there is', () => {
  expect(suggested('4006381333931', [used('2', 9, true)], ['2', '3'])).toEqual(['Milk']);
});
