import { expect, test } from 'vitest';
import { addRows } from './add-rows.ts';
import type { Replica } from './replica.ts';
import { takenOut } from './taken-out.ts';
import {
  add,
  bread,
  clear,
  euro,
  note,
  Person,
  price,
  remove,
  saveForLater,
  step,
  type,
  type Act,
} from './testing/people.ts';

/** What is missing after these acts of what two adds and a note had put in. */
function missingAfter(...acts: readonly Act[]) {
  const ana = new Person('ana', 'a');
  for (const act of [add(2), add(3), note('ripe'), add(1, euro(300), bread)]) ana.do(act);
  const before = ana.view;
  for (const act of acts) ana.do(act);
  return takenOut(before, ana.view).map(({ name, qty, price: { amount }, note: text }) => [
    name,
    qty,
    amount,
    text,
  ]);
}

test('a row of several lines is one row, with its price and its note', () => {
  expect(missingAfter(remove)).toEqual([['Apple', 5, 100, 'ripe']]);
});

test('of a row that is still there the units that are missing', () => {
  expect(missingAfter(step(-2))).toEqual([['Apple', 2, 100, 'ripe']]);
  expect(missingAfter(type(1))).toEqual([['Apple', 4, 100, 'ripe']]);
});

test('an emptied cart is all of its rows', () => {
  expect(missingAfter(clear)).toEqual([
    ['Apple', 5, 100, 'ripe'],
    ['Bread', 1, 300, ''],
  ]);
});

test('what has another price, or is on the other shelf, is not missing', () => {
  expect(missingAfter(price(euro(80)))).toEqual([]);
  expect(missingAfter(saveForLater(true))).toEqual([]);
  expect(missingAfter(price(euro(80)), step(-1))).toEqual([['Apple', 1, 100, 'ripe']]);
});

test('put back, the cart is as before', () => {
  const ana = new Person('ana', 'a');
  for (const act of [add(2), add(3), note('ripe'), add(1, euro(300), bread)]) ana.do(act);
  const before = ana.view;
  ana.do(clear);
  const again = takenOut(before, ana.view).map(({ productId: id, name, options, ...row }) => ({
    ...row,
    product: { id, name, options },
  }));
  ana.do(({ fold, nextId }: Replica) => addRows(fold, again, nextId));
  const plain = ({ rows }: typeof before) => rows.map(({ key, qty, note: text }) => [key, qty, text]);
  expect(plain(ana.view)).toEqual(plain(before));
});
