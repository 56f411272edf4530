import type { CartId } from '../../cart/ids.ts';
import type { WindowTabs } from '../../protocol/ipc.ts';
import type { CartLibrary } from '../profile/cart-library.ts';
import type { CartWindow } from './cart-window.ts';
import type { CartWindows } from './cart-windows.ts';
import { startTabs } from './start-tabs.ts';
import type { WindowKeeper } from './window-keeper.ts';

export interface OpenWindowsOptions {
  readonly windows: CartWindows;
  readonly keeper: WindowKeeper;
  readonly library: CartLibrary;
  /** What is to be shown, if the last time does not say enough. */
  readonly cartId: CartId | null;
}

/** Opens the windows of the last time, or the first one; gives the window that shows what was asked for. */
export function openWindows(options: OpenWindowsOptions): CartWindow {
  const { windows, keeper, library, cartId } = options;
  const mayOpen = (id: CartId) => (library.get(id)?.shelf ?? 'trashed') !== 'trashed';
  const [first, ...others] = keeper.restored;
  if (!first) return windows.open(startTabs({ open: [], shown: 'carts' }, { mayOpen, wanted: cartId }));
  const tabsOf = (tabs: WindowTabs, wanted: CartId | null) => startTabs(tabs, { mayOpen, wanted });
  const window = windows.open(tabsOf(first.tabs, cartId), first);
  for (const other of others) windows.open(tabsOf(other.tabs, null), other);
  return window;
}
