import type { CartId } from '../../cart/ids.ts';
import type { CartLibrary } from '../profile/cart-library.ts';
import { shownCart, type CartWindow } from '../windows/cart-window.ts';
import type { Profile } from '../profile/profile.ts';

export interface AnnounceStartOptions {
  readonly profile: Profile;
  readonly library: CartLibrary;
}

/** What the start of the desktop waits for. */
export interface StartAnnouncer {
  /** From now on this window is waited for. */
  begin(commandPort: number | null, window: CartWindow): void;
  listening(window: CartWindow): void;
  loaded(window: CartWindow, cartId: CartId, load: 'ready' | 'failed'): void;
}

/**
 * Prints one line of JSON when the first window can be worked with, or its cart cannot be loaded: scripts and tests
 * wait for it.
 */
export function announceStart({ profile, library }: AnnounceStartOptions): StartAnnouncer {
  let first: CartWindow | null = null;
  let commandPort: number | null = null;
  const announce = (event: 'ready' | 'load-failed', cartId: CartId | null) => {
    first = null;
    const relay = cartId === null ? null : (library.get(cartId)?.relayUrl ?? null);
    const place = { profile: profile.name, cart: cartId, relay, commandPort };
    process.stdout.write(`${JSON.stringify({ event, ...place, pid: process.pid })}\n`);
  };
  return {
    begin: (port, window) => {
      commandPort = port;
      first = window;
    },
    listening: (window) => {
      if (window === first && shownCart(window) === null) announce('ready', null);
    },
    loaded: (window, cartId, load) => {
      if (window !== first || cartId !== shownCart(window)) return;
      announce(load === 'ready' ? 'ready' : 'load-failed', cartId);
    },
  };
}
