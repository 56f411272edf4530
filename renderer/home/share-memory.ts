import { isCartId, type CartId } from '../../cart/ids.ts';

/**
 * Which cart is being shared, for a page that is read anew in the middle of it.
 *
 * Connecting a cart to a server that the window could not reach until then does that, and whoever connects it
 * came for the link. It is kept with the page's place in the window's history, which is there at once.
 */
export class ShareMemory {
  readonly #history: Pick<History, 'state' | 'replaceState'>;

  constructor(history: Pick<History, 'state' | 'replaceState'>) {
    this.#history = history;
  }

  get cartId(): CartId | null {
    const state: unknown = this.#history.state;
    return typeof state === 'string' && isCartId(state) ? state : null;
  }

  /** To be called when sharing begins; gives what is to be called at its end. */
  keep(cartId: CartId): () => void {
    this.#history.replaceState(cartId, '');
    return () => this.#history.replaceState(null, '');
  }
}
