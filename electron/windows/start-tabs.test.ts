import { describe, expect, test } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import { startTabs } from './start-tabs.ts';

const kitchen = 'kitchen' as CartId;
const ward = 'ward' as CartId;
const shop = 'shop' as CartId;
const last = { open: [kitchen, ward], shown: ward };
const mayOpen = () => true;

describe('startTabs', () => {
  test('are those of the last time', () => {
    expect(startTabs(last, { mayOpen, wanted: null })).toEqual(last);
    expect(startTabs({ ...last, shown: 'carts' }, { mayOpen, wanted: null })).toEqual({
      ...last,
      shown: 'carts',
    });
  });

  test('show what is asked for, in its own tab if it has one', () => {
    expect(startTabs(last, { mayOpen, wanted: kitchen })).toEqual({ ...last, shown: kitchen });
    expect(startTabs(last, { mayOpen, wanted: shop })).toEqual({ open: [kitchen, ward, shop], shown: shop });
  });

  test('leave out what is gone, unless it is asked for', () => {
    const isKitchen = (cartId: CartId) => cartId === kitchen;
    expect(startTabs(last, { mayOpen: isKitchen, wanted: null })).toEqual({
      open: [kitchen],
      shown: 'carts',
    });
    expect(startTabs(last, { mayOpen: isKitchen, wanted: ward })).toEqual(last);
  });
});
