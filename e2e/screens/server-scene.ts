import { expect } from '@playwright/test';
import { closeCodes } from '../../protocol/close-codes.ts';
import { encodeRefused } from '../../protocol/frames.ts';
import { oddRelay } from '../odd-relay.ts';
import type { Scene } from './screen.ts';

const refusal = encodeRefused({
  code: 'forbidden',
  reason: 'You may look at this cart but not change it.',
});

/** A server that ends the connection for good. */
export const endedScene: Scene = {
  name: 'a connection that has ended',
  launch: async () => ({ relay: await oddRelay((socket) => socket.close(closeCodes.badFrame)) }),
  screens: [
    {
      name: 'ended',
      shows: ['status/Banners'],
      open: async ({ cart }) => {
        await expect(cart.alert).toContainText('not connected any more');
        await cart.add('Milk 1.29');
      },
    },
  ],
};

/** A server that takes no changes. */
export const refusedScene: Scene = {
  name: 'a change that was not accepted',
  launch: async () => ({ relay: await oddRelay((socket) => socket.send(refusal)) }),
  screens: [
    {
      name: 'refused-kept',
      shows: ['status/RefusedBanner'],
      open: async ({ button, cart }) => {
        await expect(cart.alert).toContainText('was not accepted');
        await cart.add('Milk 1.29');
        await button('Leave it out…').click();
      },
    },
  ],
};
