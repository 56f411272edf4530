import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isGtin } from './gtin.ts';
import { readCatalogue } from './read-catalogue.ts';

const file = readFileSync(new URL('../../examples/catalogue/groceries.csv', import.meta.url), 'utf8');
const reading = readCatalogue(file, 'JPY');

test('every line of the sample is a product with a price and one right EAN from the range for use within a shop', () => {
  if (!reading.ok) throw new Error(reading.reason);
  const { products, problems } = reading;
  expect(problems).toEqual([]);
  expect(products).toHaveLength(file.trimEnd().split('\n').length - 1);
  for (const { name, codes, price } of products) {
    expect(codes, name).toHaveLength(1);
    expect(codes[0], name).toMatch(/^2\d{12}$/);
    expect(isGtin(codes[0] ?? ''), name).toBe(true);
    expect(price?.currency, name).toBe('EUR');
    expect(price?.amount, name).toBeGreaterThan(0);
  }
});

test('the sample has something of everything that a catalogue can say', () => {
  if (!reading.ok) throw new Error(reading.reason);
  const { products } = reading;
  expect(products.length).toBeGreaterThan(250);
  expect(new Set(products.map(({ category }) => category)).size).toBeGreaterThan(8);
  expect(products.filter(({ options }) => Object.keys(options).length > 0).length).toBeGreaterThan(10);
  expect(products.filter(({ price }) => price?.until !== undefined).length).toBeGreaterThan(3);
  expect(new Set(products.map(({ name }) => name)).size).toBe(products.length);
});
