import type { CartId } from '../../cart/ids.ts';
import type { LineServer } from '../../relay/line-server.ts';
import type { CartLibrary } from '../profile/cart-library.ts';
import { shownCart, type CartWindow } from '../windows/cart-window.ts';
import type { Profile } from '../profile/profile.ts';

export interface AnnounceStartOptions {
  readonly profile: Profile;
  readonly library: CartLibrary;
  /** Called when it has been announced. */
  readonly onAnnounced: () => void;
}

/** What the start of the desktop waits for. */
export interface StartAnnouncer {
  /** From now on this window is waited for, and the command port if there is to be one. */
  begin(window: CartWindow, lines: Promise<LineServer> | null): void;
  listening(window: CartWindow): void;
  loaded(window: CartWindow, cartId: CartId, load: 'ready' | 'failed'): void;
}

/**
 * Prints one line of JSON when the first window can be worked with, or its cart cannot be loaded: scripts and tests
 * wait for it.
 */
export function announceStart({ profile, library, onAnnounced }: AnnounceStartOptions): StartAnnouncer {
  let first: CartWindow | null = null;
  let lines: Promise<LineServer> | null = null;
  const announce = async (event: 'ready' | 'load-failed', cartId: CartId | null) => {
    first = null;
    const relay = cartId === null ? null : (library.get(cartId)?.relayUrl ?? null);
    const place = { profile: profile.name, cart: cartId, relay, commandPort: (await lines)?.port ?? null };
    process.stdout.write(`${JSON.stringify({ event, ...place, pid: process.pid })}\n`);
    onAnnounced();
  };
  return {
    begin: (window, opening) => {
      lines = opening;
      first = window;
    },
    listening: (window) => {
      if (window === first && shownCart(window) === null) void announce('ready', null);
    },
    loaded: (window, cartId, load) => {
      if (window !== first || cartId !== shownCart(window)) return;
      void announce(load === 'ready' ? 'ready' : 'load-failed', cartId);
    },
  };
}
