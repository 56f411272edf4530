import type { CartId } from '../../cart/ids.ts';
import type { OpenCarts } from '../frame/open-carts.svelte.ts';
import { CartSession } from '../session/cart-session.svelte.ts';

/** How long a cart out of sight may take to send what was done in it, in milliseconds. It goes out later, too. */
const SEND_MS = 5_000;

/** A cart that is open out of sight, for one piece of work. */
export interface AsideCart {
  readonly session: CartSession;
  /** To be called when the work is on the disk: ends it, once the others have it or cannot have it now. */
  readonly finish: () => Promise<void>;
}

/** Opens a cart out of sight. One whose relay this page may not reach stays offline, too. */
export async function openAside(
  { bridge, setup }: Pick<OpenCarts, 'bridge' | 'setup'>,
  cartId: CartId,
  { offline }: { readonly offline: boolean },
): Promise<AsideCart> {
  const cart = await bridge.openCart(cartId);
  const isOffline = offline || !cart.isReachable;
  const session = await CartSession.open({
    ...{ bridge, setup, cart },
    offline: isOffline,
    reopen: () => Promise.resolve(),
  });
  const finish = async (): Promise<void> => {
    if (!isOffline && cart.relayUrl !== null) await whenSent(session);
    await session.settle();
    session.close();
  };
  return { session, finish };
}

/** Resolves when the relay has everything, or will not take it now. */
function whenSent(session: CartSession): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(), SEND_MS);
    const stop = $effect.root(() => {
      $effect(() => {
        const { undurable, connection, refusals } = session.status;
        if (undurable === 0 || connection === 'ended' || refusals.length > 0) end();
      });
    });
    function end(): void {
      clearTimeout(timer);
      // Not from within its own effect.
      queueMicrotask(stop);
      resolve();
    }
  });
}
