import { expect, test } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import type { CartRecord } from '../../protocol/library.ts';
import { defaultSettings } from '../../protocol/settings.ts';
import { adoptCarts } from './adopt-carts.ts';

const RELAY = 'wss://relay.example/sync';

/** What is added to a list with these carts in it, given databases of these names. */
async function adopted(known: readonly string[], names: readonly (string | undefined)[]) {
  const added: unknown[] = [];
  const records = known.map((cartId) => ({ cartId }) as CartRecord);
  await adoptCarts(
    {
      listCarts: () => Promise.resolve(records),
      getSettings: () => Promise.resolve({ ...defaultSettings, relayUrl: RELAY }),
      addCart: (cart) => {
        added.push(cart);
        return Promise.resolve({ cartId: cart.cartId } as CartRecord);
      },
    },
    names.map((name) => (name === undefined ? {} : { name })),
  );
  return added;
}

test('carts on the disk that the list lacks are put into it', async () => {
  expect(await adopted(['ward'], ['trolley/ward', 'trolley/home', 'trolley/shop'])).toEqual([
    { cartId: 'home' as CartId, relayUrl: RELAY },
    { cartId: 'shop' as CartId, relayUrl: RELAY },
  ]);
});

test('nothing else that is on the disk is a cart', async () => {
  expect(await adopted([], ['trolley-catalogue', 'trolley/', 'trolley/../x', 'else', undefined])).toEqual([]);
});
