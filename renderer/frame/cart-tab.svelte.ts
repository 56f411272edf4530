import type { CartId } from '../../cart/ids.ts';
import type { CartSession } from '../session/cart-session.svelte.ts';

/** A cart that a window has open. */
export class CartTab {
  readonly cartId: CartId;
  /** `null` until it has been read. */
  session = $state.raw<CartSession | null>(null);
  /** Why it could not even be asked for; not what is wrong with the cart itself, which its session says. */
  problem = $state.raw<string | null>(null);

  constructor(cartId: CartId) {
    this.cartId = cartId;
  }

  get title(): string {
    const title = this.session?.title ?? '';
    return title === '' ? this.cartId : title;
  }

  /** Whether there is something here that has no way to the others just now. */
  get isBehind(): boolean {
    const { session } = this;
    return session !== null && session.status.connection !== 'connected' && session.unsentCount > 0;
  }
}
