import type { OpenCarts } from '../frame/open-carts.svelte.ts';
import { CartWork } from '../library/cart-work.ts';
import { Library } from '../library/library.svelte.ts';
import { openAside } from '../library/open-aside.svelte.ts';
import { HomeDesk } from './home-desk.svelte.ts';
import { ShareMemory } from './share-memory.ts';

/** The list of carts of a page, with what can be done there. A cart that is put into the trash anywhere closes here. */
export function openHome(carts: OpenCarts): HomeDesk {
  const { bridge } = carts;
  const library = new Library(bridge, (cartId) => void carts.close(cartId));
  const work = new CartWork({
    bridge,
    storages: { indexedDB, localStorage, locks: navigator.locks },
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    now: Date.now,
    sessionOf: (cartId) => carts.tabOf(cartId)?.session ?? null,
    openAside: (cartId, isLocal) =>
      openAside(carts, cartId, { offline: isLocal || library.settings.offline }),
  });
  return new HomeDesk(library, work, carts, new ShareMemory(history));
}
