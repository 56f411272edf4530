import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import type { CatalogueProduct } from './catalogue-product.ts';
import { ProductSearch } from './product-search.ts';
import { readCatalogue } from './read-catalogue.ts';

const sample = readCatalogue(
  readFileSync(new URL('../../examples/catalogue/groceries.csv', import.meta.url), 'utf8'),
  'EUR',
);
if (!sample.ok) throw new Error(sample.reason);
const { products } = sample;

async function searchIn(all: readonly CatalogueProduct[]): Promise<ProductSearch> {
  const search = new ProductSearch();
  await search.addAll(all, new AbortController().signal);
  return search;
}
const search = await searchIn(products);
const names = (text: string, limit = 8) =>
  search.find(text, limit).map((id) => products.find((product) => product.id === id)?.name);

test('words are found by their beginnings, in any order, whatever the accents', () => {
  expect(names('mozz')[0]).toBe('Mozzarella 125 g');
  expect(names('choc dark')[0]).toBe('Dark chocolate 70 % 100 g');
  expect(names('creme fra')[0]).toBe('Crème fraîche 200 g');
  expect(names('CRÈME FRAÎCHE')[0]).toBe('Crème fraîche 200 g');
});

test('other words for a product find it, and so does its category', () => {
  expect(names('brötchen')).toContain('Bread rolls 6 pieces');
  expect(names('brotchen')).toContain('Bread rolls 6 pieces');
  expect(names('weiss')).toContain('White cabbage');
  expect(names('frozen', 30)).toContain('Pizza salami');
});

test('a misspelled word finds what is meant, but not beside what is spelled right', () => {
  expect(names('mozarela')[0]).toBe('Mozzarella 125 g');
  expect(names('spagetti')[0]).toBe('Spaghetti 500 g');
  expect(names('butter')).not.toContain('Bitter');
  expect(names('qqqqqqq')).toEqual([]);
});

test('a single letter chooses among what the other words have found', () => {
  expect(names('toilet p')[0]).toBe('Toilet paper 10 rolls');
  expect(names('milk z').length).toBeGreaterThan(0);
  expect(names('p').length).toBeGreaterThan(3);
  for (const name of names('p')) expect(name).toMatch(/\bp/i);
});

test('the beginning of a SKU or a code finds its products', () => {
  expect(names('FV-10', 20)).toHaveLength(9);
  expect(names('de-101')).toEqual(['Milk 1 l']);
  expect(names('2202001017591')).toEqual(['Milk 1 l']);
});

test('a name as it is written, give or take accents and signs, names its product', () => {
  expect(search.named('creme fraiche 200G')).toBe('DE-111');
  expect(search.named('Crème')).toBeUndefined();
});

test('an empty search finds nothing', () => {
  for (const text of ['', '  ', '!?', '§']) expect(names(text), text).toEqual([]);
});

test('among 10,000 products each key is answered in time', async () => {
  const many = Array.from({ length: 10_000 }, (_, n) => {
    const product = products[n % products.length] as CatalogueProduct;
    return { ...product, id: `${product.id}-${n}`, name: `Maker${n % 40} ${product.name}`, codes: [] };
  });
  const large = await searchIn(many);
  const times: number[] = [];
  for (const text of ['whole milk 1 l', 'chocolate bi', 'mozarella', 'brötchen', 'fv-101', '1.5 l']) {
    for (let length = 1; length <= text.length; length += 1) {
      const tries = [1, 2, 3].map(() => {
        const start = performance.now();
        large.find(text.slice(0, length), 8);
        return performance.now() - start;
      });
      // The quickest: others have work for the processor, too.
      times.push(Math.min(...tries));
    }
  }
  times.sort((a, b) => a - b);
  // Some ten times what it takes.
  expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(20);
});
