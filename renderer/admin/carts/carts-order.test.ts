import { expect, test } from 'vitest';
import type { CartId } from '../../../cart/ids.ts';
import type { CartFigures } from './cart-figures.ts';
import { filterCarts, filterChoices } from './filter-carts.ts';
import { sortCarts } from './sort-carts.ts';
import { sumCarts } from './sum-carts.ts';

const cart = (cartId: string, figures: Partial<CartFigures> = {}): CartFigures => ({
  cartId: cartId as CartId,
  ...{ atRelay: 'read', unreadable: null, lines: 1, units: 1, totals: { EUR: 100 }, peers: 0, updatedAt: 1 },
  ...{ inDatabase: 'read', exportedAt: 1, unexported: 0, isHere: false, verdict: 'EQUAL', ...figures },
});
const names = (carts: readonly CartFigures[]): string => carts.map(({ cartId }) => cartId).join(' ');
const sorted = (carts: readonly CartFigures[], column: string, isDescending = false): string =>
  names(sortCarts(carts, { column, isDescending }));

test('carts are sorted by a column both ways, those that are equal by name', () => {
  const carts = [cart('c', { units: 2 }), cart('b', { units: 9 }), cart('a', { units: 2 })];
  expect(sorted(carts, 'units')).toBe('a c b');
  expect(sorted(carts, 'units', true)).toBe('b a c');
  expect(sorted(carts, 'cart', true)).toBe('c b a');
});

test('what is not known is last both ways', () => {
  const units = { a: null, b: 1, c: 5, d: null, e: 3 };
  const carts = Object.entries(units).map(([name, count]) => cart(name, { units: count }));
  for (const some of [carts, carts.toReversed()]) {
    expect(sorted(some, 'units')).toBe('b e c a d');
    expect(sorted(some, 'units', true)).toBe('c e b a d');
  }
});

test('ages begin with the youngest, verdicts with the best, totals with the smallest number of whole units', () => {
  expect(sorted([cart('old', { updatedAt: 1 }), cart('new', { updatedAt: 5 })], 'updated')).toBe('new old');
  expect(sorted([cart('bad', { verdict: 'UNREACHABLE' }), cart('good')], 'verdict')).toBe('good bad');
  const yen = cart('yen', { totals: { JPY: 900 } });
  const euro = cart('euro', { totals: { EUR: 1000, CHF: 10 } });
  expect(sorted([yen, euro, cart('huge', { totals: { EUR: null } })], 'total')).toBe('euro yen huge');
});

test('a search finds parts of names whatever the case', () => {
  const carts = [cart('Kitchen-1'), cart('ward')];
  expect(names(filterCarts(carts, ' kITCH ', 'all'))).toBe('Kitchen-1');
  expect(names(filterCarts(carts, '', 'all'))).toBe('Kitchen-1 ward');
});

test('a difference is what somebody should look at', () => {
  const carts = [
    cart('a'),
    cart('b', { verdict: 'LAG' }),
    cart('c', { verdict: 'EXTRA_AT_DB' }),
    cart('d', { verdict: null }),
    cart('e', { verdict: 'UNREACHABLE' }),
  ];
  expect(names(filterCarts(carts, '', 'differs'))).toBe('c');
  expect(names(filterCarts(carts, '', 'unchecked'))).toBe('d');
  expect(names(filterCarts(carts, '', 'LAG'))).toBe('b');
});

test('there is a choice for each verdict that there is, and for the one that is chosen', () => {
  const carts = [cart('a'), cart('b', { verdict: null })];
  const filters = (chosen: 'all' | 'LAG') =>
    filterChoices(carts, chosen).map(({ filter, count }) => [filter, count]);
  expect(filters('all')).toEqual([
    ['all', 2],
    ['differs', 0],
    ['unchecked', 1],
    ['EQUAL', 1],
  ]);
  expect(filters('LAG')).toContainEqual(['LAG', 0]);
});

test('sums are by currency, exact or not at all, and say whose figures are missing', () => {
  const sum = sumCarts([
    cart('a', { units: 2, totals: { EUR: 100, JPY: 5 } }),
    cart('b', { units: 3, totals: { EUR: 1 } }),
    cart('c', { units: null, totals: null }),
    cart('d', { units: 1, totals: { CHF: Number.MAX_SAFE_INTEGER } }),
    cart('e', { units: 1, totals: { CHF: 1 } }),
    cart('f', { units: 1, totals: { CHF: 1 } }),
  ]);
  expect(sum).toEqual({ carts: 6, units: 8, totals: { CHF: null, EUR: 101, JPY: 5 }, unknown: 1 });
});
