import type { CartId } from '../../cart/ids.ts';
import type { WindowTabs } from '../../protocol/ipc.ts';

export interface StartTabsOptions {
  /** Whether a cart is still there to be opened. */
  readonly mayOpen: (cartId: CartId) => boolean;
  /** To be opened too, and shown; `null` for none. */
  readonly wanted: CartId | null;
}

/** The tabs that a window begins with, after those it had the last time. */
export function startTabs(last: WindowTabs, { mayOpen, wanted }: StartTabsOptions): WindowTabs {
  const open = [...new Set(last.open)].filter((cartId) => cartId === wanted || mayOpen(cartId));
  if (wanted !== null) return { open: open.includes(wanted) ? open : [...open, wanted], shown: wanted };
  const wasShown = last.shown !== 'carts' && open.includes(last.shown);
  return { open, shown: wasShown ? last.shown : 'carts' };
}
