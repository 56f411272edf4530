import { expect } from '@playwright/test';
import { CartPage } from '../cart-page.ts';
import type { Scene } from './screen.ts';

/** Two who were apart, and what came of it. */
export const mergedScene: Scene = {
  name: 'a cart put together from two that were apart',
  launch: { profile: 'Ana' },
  screens: [
    {
      name: 'offline',
      shows: ['status/OfflineSwitch'],
      open: async ({ cart: ana, launch }) => {
        const ben = new CartPage((await launch({ profile: 'Ben' })).page);
        await ana.add('2 Milk 1.29');
        await ana.add('2 Tea 3.00');
        await expect(ben.quantity('Tea')).toHaveValue('2');
        for (const person of [ana, ben]) await person.workOffline(true);
        await ana.choose('Milk', 'Take out');
        await ben.more('Milk');
        await ana.setQuantity('Tea', '4');
        await ben.setQuantity('Tea', '6');
        await ben.workOffline(false);
      },
    },
    {
      name: 'merged',
      shows: ['cart/MergeStrip'],
      open: async ({ cart }) => {
        await cart.workOffline(false);
        await expect(cart.notes).toHaveCount(2);
        await cart.settle();
      },
    },
  ],
};
