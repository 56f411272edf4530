import { BrowserWindow, Notification } from 'electron';
import type { CartId } from '../../cart/ids.ts';

export interface Notice {
  readonly cartId: CartId;
  readonly title: string;
  readonly body: string;
}

/** Notices of the system: one for each cart at a time, and none while somebody looks at a window of ours. */
export class Notices {
  readonly #show: (cartId: CartId) => void;
  readonly #open = new Map<CartId, Notification>();

  /** `show` brings a cart to the front: somebody has chosen its notice. */
  constructor(show: (cartId: CartId) => void) {
    this.#show = show;
  }

  give({ cartId, title, body }: Notice): void {
    if (BrowserWindow.getFocusedWindow() || !Notification.isSupported()) return;
    this.#open.get(cartId)?.close();
    const notification = new Notification({ title, body, silent: true });
    this.#open.set(cartId, notification);
    const forget = () => {
      if (this.#open.get(cartId) === notification) this.#open.delete(cartId);
    };
    notification.on('click', () => {
      forget();
      this.#show(cartId);
    });
    notification.on('close', forget);
    notification.show();
  }
}
