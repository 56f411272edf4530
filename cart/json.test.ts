import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, isSameJson, whyNotJson, type Json } from './json.ts';

test.each([
  [null],
  [true],
  [-1.5],
  ['text 🛒'],
  [[1, [2, { a: null }]]],
  [Object.create(null)],
  [{ hasOwnProperty: 1, toString: 'x' }],
])('%j is plain JSON', (value) => {
  expect(whyNotJson(value)).toBeNull();
});

test.each([
  ['undefined', undefined, 'undefined is not JSON'],
  ['a missing value', { a: undefined }, 'undefined is not JSON'],
  ['NaN', Number.NaN, 'a number is not finite'],
  ['infinity', [Infinity], 'a number is not finite'],
  ['a big integer', 1n, 'bigint is not JSON'],
  ['a function', () => 1, 'function is not JSON'],
  ['a date', new Date(0), 'an object is not plain'],
  ['bytes', new Uint8Array(2), 'an object is not plain'],
  ['a map', new Map(), 'an object is not plain'],
  ['half a character', 'a\ud800', 'text is not well-formed'],
  ['half a character in a key', { '\udc00': 1 }, 'a key is not well-formed'],
  ['a prototype key', JSON.parse('{"__proto__": 1}'), 'the key __proto__ is not allowed'],
  ['a constructor key', { a: [{ constructor: 1 }] }, 'the key constructor is not allowed'],
  ['another prototype', Object.create({ a: 1 }), 'an object is not plain'],
])('%s is not', (_, value, reason) => {
  expect(whyNotJson(value)).toBe(reason);
});

test('nesting is limited', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
  expect(whyNotJson(nested(8))).toBeNull();
  expect(whyNotJson(nested(9))).toBe('nested too deep');
  expect(whyNotJson(nested(5), 4)).toBe('nested too deep');
});

test('canonical JSON sorts keys by code unit, at every depth, without spaces', () => {
  const value = { b: 1, a: [{ d: 'é', c: null }], B: true, '\u{1F600}': 0, '\uFF61': 0 };
  expect(canonicalJson(value)).toBe('{"B":true,"a":[{"c":null,"d":"é"}],"b":1,"😀":0,"｡":0}');
});

test('minus zero reads as zero', () => {
  expect(canonicalJson([-0])).toBe('[0]');
});

const json = fc.jsonValue().filter((value) => whyNotJson(value, 100) === null) as fc.Arbitrary<Json>;

test('canonical JSON is JSON of the same value', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('neither canonical JSON nor what is the same depends on the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      expect(isSameJson(reversed, value)).toBe(true);
    }),
  );
});

test.each([
  ['another value', { a: 1 }, { a: 2 }],
  ['a key more', { a: 1 }, { a: 1, b: null }],
  ['another key', { a: 1 }, { b: 1 }],
  ['another order of a list', [1, 2], [2, 1]],
  ['text for a number', 1, '1'],
  ['nothing for an empty list', null, []],
])('%s is not the same', (_, a, b) => {
  expect(isSameJson(a, b)).toBe(false);
});

test('what is equal deep down is the same', () => {
  expect(isSameJson({ a: [{ b: 1, c: '' }] }, { a: [{ c: '', b: 1 }] })).toBe(true);
});
