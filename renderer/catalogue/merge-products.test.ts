import { expect, test } from 'vitest';
import type { CatalogueProduct } from './catalogue-product.ts';
import { mergeProducts } from './merge-products.ts';

const product = (id: string, name: string, codes: readonly string[] = []): CatalogueProduct => ({
  ...{ id, name, codes: [...codes], category: '', keywords: [], price: null, options: {} },
});

test('same SKUs are updated in their place, others stay or come last', () => {
  const before = [product('1', 'Milk'), product('2', 'Tea')];
  const merged = mergeProducts(before, [product('3', 'Rice'), product('1', 'Whole milk')]);
  expect(merged.map(({ id, name }) => `${id} ${name}`)).toEqual(['1 Whole milk', '2 Tea', '3 Rice']);
});

test('a code names one product only: the new one', () => {
  const before = [product('1', 'Milk', ['036000291452', '96385074'])];
  const merged = mergeProducts(before, [product('2', 'Tea', ['0036000291452'])]);
  expect(merged.map(({ codes }) => codes)).toEqual([['96385074'], ['0036000291452']]);
});
