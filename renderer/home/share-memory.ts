import { isCartId, type CartId } from '../../cart/ids.ts';

const KEY = 'trolley/sharing';

/**
 * Which cart is being shared, for a page that is read anew in the middle of it.
 *
 * Connecting a cart to a server that the window could not reach until then does that, and whoever connects it
 * came for the link.
 */
export class ShareMemory {
  readonly #storage: Storage;

  /** @param storage Of this window alone, for as long as it is open. */
  constructor(storage: Storage) {
    this.#storage = storage;
  }

  get cartId(): CartId | null {
    const text = this.#storage.getItem(KEY);
    return text !== null && isCartId(text) ? text : null;
  }

  /** To be called when sharing begins; gives what is to be called at its end. */
  keep(cartId: CartId): () => void {
    this.#storage.setItem(KEY, cartId);
    return () => this.#storage.removeItem(KEY);
  }
}
