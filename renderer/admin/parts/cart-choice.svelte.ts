import type { CartId } from '../../../cart/ids.ts';

/** Which carts something is for: all, or chosen ones, which are remembered while all are meant. */
export class CartChoice {
  isAll = $state(true);
  cartIds = $state.raw<readonly CartId[]>([]);

  /** What a place says of carts, each once; nothing leaves the choice as it is. */
  take(cartIds: readonly CartId[] | undefined): void {
    if (cartIds === undefined || cartIds.length === 0) return;
    this.isAll = false;
    this.cartIds = cartIds;
  }

  add(cartId: CartId): void {
    this.cartIds = [...this.cartIds, cartId];
  }

  remove(cartId: CartId): void {
    this.cartIds = this.cartIds.filter((id) => id !== cartId);
  }

  removeAll(): void {
    this.cartIds = [];
  }
}
