import { describe, expect, test } from 'vitest';
import { MAX_AMOUNT } from './currency.ts';
import type { OpId } from './ids.ts';
import { MAX_QUANTITY, parseOp } from './op.ts';

const id = 'aaaaaaaaaaaaaaaa.5' as OpId;
const line = 'bbbbbbbbbbbbbbbb.1';
const sid = 'bbbbbbbbbbbbbbbb';
const own = 'aaaaaaaaaaaaaaaa';
const stamp = { at: '001700000000000-00000', by: 'ana' };
const product = { id: 'apple', name: 'Apple' };
const price = { amount: 129, currency: 'EUR' };
const seen = { [sid]: 3 };

/** For each kind, what is fine and what is not, as changes to the first. */
const table: Readonly<Record<string, { fine: readonly object[]; bad: readonly object[] }>> = {
  add: {
    fine: [
      { product, price, qty: 1 },
      { qty: MAX_QUANTITY },
      { product: { ...product, options: { size: 'L', empty: '' } } },
      { product: { ...product, brand: 'unknown fields stay' } },
      { price: { amount: 0, currency: 'JPY' } },
      { price: { amount: MAX_AMOUNT, currency: 'KWD' } },
      { price: { ...price, was: 150 } },
      { price: { ...price, was: 150, until: 0 } },
      { gift: { wrap: true } },
      { seen: null },
    ],
    bad: [
      { qty: 0 },
      { qty: -1 },
      { qty: 1.5 },
      { qty: '1' },
      { qty: MAX_QUANTITY + 1 },
      { qty: undefined },
      { qty: null },
      { product: undefined },
      { product: { id: '', name: 'Apple' } },
      { product: { id: 'apple', name: '' } },
      { product: { id: 'apple' } },
      { product: { id: 'a'.repeat(129), name: 'Apple' } },
      { product: { id: 'apple', name: 'a'.repeat(201) } },
      { product: { ...product, options: null } },
      { product: { ...product, options: [] } },
      { product: { ...product, options: { size: 1 } } },
      { product: { ...product, options: { '': 'L' } } },
      { product: { ...product, options: { size: 'L'.repeat(101) } } },
      {
        product: {
          ...product,
          options: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`o${i}`, ''])),
        },
      },
      { product: 'apple' },
      { price: undefined },
      { price: { amount: -1, currency: 'EUR' } },
      { price: { amount: 1.29, currency: 'EUR' } },
      { price: { amount: '129', currency: 'EUR' } },
      { price: { amount: MAX_AMOUNT + 1, currency: 'EUR' } },
      { price: { amount: 1, currency: 'XYZ' } },
      { price: { amount: 1, currency: 'eur' } },
      { price: { amount: 1, currency: 'toString' } },
      { price: { amount: 1 } },
      { price: { ...price, until: 1 } },
      { price: { ...price, was: -1 } },
      { price: { ...price, was: 150, until: -1 } },
      { price: { ...price, was: 150, until: 2 ** 53 } },
      { price: { ...price, was: undefined } },
    ],
  },
  inc: {
    fine: [{ line, delta: 1 }, { delta: -MAX_QUANTITY }, { line: id }],
    bad: [
      { delta: 0 },
      { delta: -0 },
      { delta: 0.5 },
      { delta: MAX_QUANTITY + 1 },
      { delta: -MAX_QUANTITY - 1 },
      { delta: '1' },
      { line: undefined },
      { line: 'apple' },
      { line: { toString: 'x' } },
    ],
  },
  set: {
    fine: [{ line, qty: 0, seen }, { qty: MAX_QUANTITY }, { seen: {} }, { seen: { [own]: 4 } }],
    bad: [
      { qty: -1 },
      { qty: MAX_QUANTITY + 1 },
      { seen: undefined },
      { seen: null },
      { seen: [] },
      { seen: { [sid]: 0 } },
      { seen: { [sid]: 1.5 } },
      { seen: { [sid]: '3' } },
      { seen: { ana: 1 } },
      { seen: { [own]: 5 } },
      { seen: { [own]: 6 } },
    ],
  },
  remove: { fine: [{ line, seen }], bad: [{ line: undefined }, { seen: undefined }, { seen: { [own]: 5 } }] },
  clear: {
    fine: [{ seen }, { line: 'unknown fields stay' }],
    bad: [{ seen: undefined }, { seen: { [own]: 9 } }],
  },
  price: {
    fine: [{ line, price }],
    bad: [{ line: undefined }, { price: 129 }, { price: { amount: -1, currency: 'EUR' } }],
  },
  note: {
    fine: [{ line, note: '' }, { note: 'a'.repeat(1000) }],
    bad: [{ note: 'a'.repeat(1001) }, { note: null }, { note: '\ud800' }],
  },
  later: { fine: [{ line, later: true }, { later: false }], bad: [{ later: 1 }, { later: undefined }] },
  place: {
    fine: [{ line, place: 'i' }],
    bad: [{ place: '' }, { place: 'I' }, { place: 'a b' }, { place: 'a'.repeat(201) }],
  },
  title: { fine: [{ title: 'Kitchen' }, { title: '' }], bad: [{ title: 'a'.repeat(201) }, { title: 1 }] },
  currency: { fine: [{ currency: 'EUR' }], bad: [{ currency: 'EURO' }, { currency: undefined }] },
  coupon: { fine: [{ code: 'SPRING' }], bad: [{ code: '' }, { code: 'a'.repeat(65) }] },
  uncoupon: { fine: [{ code: 'SPRING' }], bad: [{ code: '' }, { code: undefined }] },
  undo: { fine: [{ of: line }], bad: [{ of: undefined }, { of: 'it' }] },
  redo: { fine: [{ of: line, seen }], bad: [{ of: undefined }, { seen: undefined }, { seen: { [own]: 5 } }] },
};

/** Changes of `undefined` take the field away. */
const change = (base: object, changes: object): object =>
  Object.fromEntries(Object.entries({ ...base, ...changes }).filter(([, value]) => value !== undefined));

describe.each(Object.entries(table))('%s', (kind, { fine, bad }) => {
  const base = { kind, ...stamp, ...fine[0] };
  test.each(fine.map((changes) => [changes]))('may be %j', (changes) => {
    const value = change(base, changes);
    expect(parseOp(id, value)).toEqual({ status: 'known', op: value });
  });
  test.each(bad.map((changes) => [changes]))('may not be %j', (changes) => {
    expect(parseOp(id, change(base, changes)).status).toBe('malformed');
  });
  test.each([[{ at: 'now' }], [{ at: undefined }], [{ by: '' }], [{ by: undefined }], [{ by: 1 }]])(
    'may not be stamped %j',
    (changes) => {
      expect(parseOp(id, change(base, changes)).status).toBe('malformed');
    },
  );
});

test('the value is kept as it is, unknown fields and all', () => {
  const value = { kind: 'title', ...stamp, title: 'Kitchen', colour: ['red'] };
  const parsed = parseOp(id, value);
  expect(parsed.status === 'known' && parsed.op).toBe(value);
});

test('a kind of a later version is unknown, not malformed', () => {
  const gift = { kind: 'gift', ...stamp, wrap: 'red' };
  expect(parseOp(id, gift)).toEqual({ status: 'unknown', op: gift });
  expect(parseOp(id, { ...gift, kind: 'toString' }).status).toBe('unknown');
});

test.each([
  [null],
  ['add'],
  [[]],
  [{}],
  [{ kind: 'gift' }],
  [{ kind: '', ...stamp }],
  [{ kind: 'a'.repeat(33), ...stamp }],
  [{ kind: 'gift', ...stamp, amount: Number.NaN }],
  [JSON.parse('{"kind":"gift","at":"001700000000000-00000","by":"ana","__proto__":1}')],
])('%j is malformed', (value) => {
  expect(parseOp(id, value).status).toBe('malformed');
});
