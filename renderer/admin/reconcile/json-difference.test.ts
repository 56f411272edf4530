import { expect, it } from 'vitest';
import { jsonDifference } from './json-difference.ts';

const marked = (left: unknown, right: unknown) =>
  jsonDifference(left, right)
    .filter(({ isDifferent }) => isDifferent)
    .map((field) => `${field.path}: ${field.left} | ${field.right}`);

it('marks the fields that differ, however deep, and those that one side lacks, and puts them first', () => {
  const left = { kind: 'add', qty: 2, price: { amount: 129, currency: 'EUR' } };
  const right = { kind: 'add', qty: 7, price: { amount: 129, currency: 'USD' }, note: 'x' };
  expect(marked(left, right)).toEqual(['note: null | "x"', 'price.currency: "EUR" | "USD"', 'qty: 2 | 7']);
  expect(jsonDifference(left, right).map(({ path }) => path)).toEqual([
    ...['note', 'price.currency', 'qty', 'kind', 'price.amount'],
  ]);
});

it('tells a number from the same digits as text, and null from nothing', () => {
  expect(marked({ qty: 2, a: null }, { qty: '2' })).toEqual(['a: null | null', 'qty: 2 | "2"']);
});

it('takes what is no object as one value', () => {
  expect(marked('text', { kind: 'add' })).toEqual([': "text" | null', 'kind: null | "add"']);
  expect(marked({ list: [1] }, { list: [1] })).toEqual([]);
});
