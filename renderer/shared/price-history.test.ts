import { expect, test } from 'vitest';
import type { OpId } from '../../cart/ids.ts';
import type { OpBody, Price } from '../../cart/op.ts';
import { entryOf } from '../../cart/testing/entries.ts';
import type { RawOp } from '../../protocol/http.ts';
import { priceHistory } from './price-history.ts';

const NOW = 100_000;

function raw(n: number, body: OpBody, time: number): RawOp {
  const { id, op } = entryOf('a', n, body, { time });
  return { id, ...op };
}
const milk = { id: 'milk', name: 'Milk' };
const line = `${'a'.repeat(16)}.1` as OpId;
const euros = (amount: number, sale: Partial<Price> = {}): Price => ({ amount, currency: 'EUR', ...sale });
const add = (n: number, price: Price, time: number, product = milk): RawOp =>
  raw(n, { kind: 'add', product, price, qty: 1 }, time);

test('prices come with the product and with changes, the oldest first', () => {
  const ops = [raw(2, { kind: 'price', line, price: euros(139) }, 2_000), add(1, euros(129), 1_000)];
  const [prices] = priceHistory(ops, NOW);
  expect(prices).toMatchObject({ name: 'Milk', currency: 'EUR' });
  expect(prices?.points).toEqual([
    { time: 1_000, amount: 129, why: 'add' },
    { time: 2_000, amount: 139, why: 'price' },
  ]);
});

test('a sale ends by itself, unless another price came first or the end is still to come', () => {
  const sale = euros(99, { was: 129, until: 5_000 });
  expect(priceHistory([add(1, sale, 1_000)], NOW)[0]?.points).toEqual([
    { time: 1_000, amount: 99, why: 'add' },
    { time: 5_000, amount: 129, why: 'sale-end' },
  ]);
  expect(priceHistory([add(1, sale, 1_000)], 4_999)[0]?.points).toHaveLength(1);
  const replaced = [add(1, sale, 1_000), raw(2, { kind: 'price', line, price: euros(89) }, 3_000)];
  expect(priceHistory(replaced, NOW)[0]?.points.map(({ amount }) => amount)).toEqual([99, 89]);
  expect(priceHistory([add(1, sale, 6_000)], NOW)[0]?.points).toEqual([
    { time: 6_000, amount: 129, why: 'add' },
  ]);
});

test('a price that was taken back is listed and not drawn', () => {
  const change = raw(2, { kind: 'price', line, price: euros(1) }, 2_000);
  const undo = raw(3, { kind: 'undo', of: change.id }, 3_000);
  const [prices] = priceHistory([add(1, euros(129), 1_000), change, undo], NOW);
  expect(prices?.terms.map(({ isUndone }) => isUndone)).toEqual([false, true]);
  expect(prices?.points.map(({ amount }) => amount)).toEqual([129]);
});

test('options and currencies are kept apart, and what moved most comes first', () => {
  const bread = { id: 'bread', name: 'Bread' };
  const ops = [
    add(1, euros(129), 1_000),
    add(2, { amount: 150, currency: 'USD' }, 2_000),
    add(3, euros(200), 3_000, bread),
    add(4, euros(250), 4_000, bread),
    raw(5, { kind: 'add', product: { ...milk, options: { size: 'l' } }, price: euros(1), qty: 1 }, 5_000),
  ];
  const prices = priceHistory(ops, NOW);
  expect(prices[0]).toMatchObject({ name: 'Bread' });
  expect(prices).toHaveLength(4);
});

test('a price of a line whose product is not known is left out', () => {
  expect(priceHistory([raw(2, { kind: 'price', line, price: euros(1) }, 2_000)], NOW)).toEqual([]);
});
