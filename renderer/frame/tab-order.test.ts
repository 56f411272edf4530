import { describe, expect, test } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import type { Place, WindowTabs } from '../../protocol/ipc.ts';
import { placeBeside, withCart, withoutCart } from './tab-order.ts';

const kitchen = 'kitchen' as CartId;
const ward = 'ward' as CartId;
const shop = 'shop' as CartId;
const tabs = (shown: Place, ...open: CartId[]): WindowTabs => ({ open, shown });

describe('a cart that is opened', () => {
  test('comes last, and to the front', () => {
    expect(withCart(tabs('carts', kitchen), ward)).toEqual(tabs(ward, kitchen, ward));
  });

  test('keeps its tab if it has one', () => {
    expect(withCart(tabs(ward, kitchen, ward), kitchen)).toEqual(tabs(kitchen, kitchen, ward));
  });
});

describe('a tab that is closed', () => {
  test('leaves what is in front there', () => {
    expect(withoutCart(tabs(kitchen, kitchen, ward), ward)).toEqual(tabs(kitchen, kitchen));
    expect(withoutCart(tabs('carts', kitchen, ward), ward)).toEqual(tabs('carts', kitchen));
  });

  test('makes way for the one after it, else the one before, else the list of carts', () => {
    expect(withoutCart(tabs(ward, kitchen, ward, shop), ward)).toEqual(tabs(shop, kitchen, shop));
    expect(withoutCart(tabs(shop, kitchen, ward, shop), shop)).toEqual(tabs(ward, kitchen, ward));
    expect(withoutCart(tabs(kitchen, kitchen), kitchen)).toEqual(tabs('carts'));
  });
});

test('going on leads round, by way of the list of carts', () => {
  const shownBy = (shown: Place, steps: number) => placeBeside(tabs(shown, kitchen, ward), steps);
  expect([shownBy('carts', 1), shownBy(kitchen, 1), shownBy(ward, 1)]).toEqual([kitchen, ward, 'carts']);
  expect([shownBy('carts', -1), shownBy(ward, -1), shownBy(kitchen, -1)]).toEqual([ward, kitchen, 'carts']);
  expect(placeBeside(tabs('carts'), 1)).toBe('carts');
});
