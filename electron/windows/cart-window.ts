import type { BrowserWindow } from 'electron';
import type { CartId } from '../../cart/ids.ts';
import type { WindowTabs } from '../../protocol/ipc.ts';

/** A window for carts, and what its page has said of itself. */
export interface CartWindow {
  /** The same for the window that takes its place at the next start. */
  readonly windowId: string;
  readonly browserWindow: BrowserWindow;
  tabs: WindowTabs;
  /** What became of the carts it has open, so far. */
  readonly loads: Map<CartId, 'ready' | 'failed'>;
  /** The page has been told what to open, and listens. */
  isListening: boolean;
  /** Origins of relays that its page may talk to: a page's policy stays as it was when it was read. */
  reach: ReadonlySet<string>;
  /** Nobody is to be asked any more. */
  mayClose: boolean;
}

/** The cart in front; `null` when that is the list of carts. */
export const shownCart = ({ tabs }: CartWindow): CartId | null =>
  tabs.shown === 'carts' ? null : tabs.shown;

/** Shows a window above all others. */
export function bringForward({ browserWindow }: CartWindow): void {
  if (browserWindow.isMinimized()) browserWindow.restore();
  browserWindow.show();
  browserWindow.focus();
}
