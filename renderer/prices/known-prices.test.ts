import { expect, test } from 'vitest';
import { setLater } from '../../cart/commands.ts';
import { add, apple, bread, euro, moveFirst, Person } from '../../cart/testing/people.ts';
import { allRows } from '../../cart/view.ts';
import { knownPrices } from './known-prices.ts';

test('a product costs what its latest row does, wherever that was moved, saved for later or not', () => {
  const ana = new Person('ana', 'a');
  const prices = () => Object.fromEntries(knownPrices(allRows(ana.view)));
  expect(prices()).toEqual({});
  for (const act of [add(1, euro(100)), add(1, euro(250), bread), add(1, euro(120))]) ana.do(act);
  expect(prices()).toEqual({ [apple.id]: euro(120), [bread.id]: euro(250) });
  ana.do(moveFirst);
  expect(prices()).toEqual({ [apple.id]: euro(100), [bread.id]: euro(250) });
  const saveForLater = (amount: number) => {
    const row = ana.view.rows.find(({ price }) => price.amount === amount);
    ana.do(({ fold }) => setLater(fold, row?.lineIds ?? [], true));
  };
  saveForLater(120);
  expect(prices()[apple.id]).toEqual(euro(100));
  // It stands before the one that was moved.
  ana.do(add(1, euro(90)));
  saveForLater(100);
  expect(prices()[apple.id]).toEqual(euro(100));
});
