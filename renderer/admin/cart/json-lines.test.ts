import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../../cart/json.ts';
import { jsonLines } from './json-lines.ts';

const marked = (value: Json, other: Json): readonly string[] =>
  jsonLines(value, [other])
    .filter(({ isDifferent }) => isDifferent)
    .map(({ text }) => text);

test('the lines make up the value again', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = jsonLines(value as Json, [])
        .map((line) => line.text)
        .join('\n');
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(
        canonicalJson(JSON.parse(JSON.stringify(value)) as Json),
      );
    }),
  );
});

test('only what differs is marked', () => {
  const relay = { qty: 2, price: { amount: 129, currency: 'EUR' }, by: 'Ana' };
  const database = { qty: 2, price: { amount: 1, currency: 'EUR' }, by: 'Ana', note: 'x' };
  expect(marked(relay, database)).toEqual(['"amount": 129,']);
  expect(marked(database, relay)).toEqual(['"note": "x",', '"amount": 1,']);
});

test('what is an object here and something else there is marked as such', () => {
  expect(marked({ price: { amount: 1 } }, { price: 1 })).toEqual(['"price": {', '"amount": 1', '}']);
});

test('two values are equal exactly when nothing is marked in either', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (a, b) => {
      const isEqual = canonicalJson(a as Json) === canonicalJson(b as Json);
      expect(marked(a as Json, b as Json).length + marked(b as Json, a as Json).length === 0).toBe(isEqual);
    }),
  );
});
