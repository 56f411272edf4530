import type { CartId } from '../../cart/ids.ts';
import type { Place, WindowTabs } from '../../protocol/ipc.ts';

/** The tabs with a cart in front, in a new tab at the end if it has none. */
export const withCart = ({ open }: WindowTabs, cartId: CartId): WindowTabs => ({
  open: open.includes(cartId) ? open : [...open, cartId],
  shown: cartId,
});

/** The tabs without a cart. If it was in front, the one that takes its place is, else the one before it. */
export function withoutCart({ open, shown }: WindowTabs, cartId: CartId): WindowTabs {
  const index = open.indexOf(cartId);
  const left = open.filter((other) => other !== cartId);
  if (shown !== cartId) return { open: left, shown };
  return { open: left, shown: left[index] ?? left[index - 1] ?? 'carts' };
}

/** The place so many tabs further, round and round; the list of carts is the first of them. */
export function placeBeside({ open, shown }: WindowTabs, steps: number): Place {
  const places: readonly Place[] = ['carts', ...open];
  const index = places.indexOf(shown) + steps;
  return places[((index % places.length) + places.length) % places.length] ?? 'carts';
}
