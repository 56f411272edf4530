import type { CartId } from '../../cart/ids.ts';

/** A cart with operations that are on this computer only, and how many. */
export interface UnsentCart {
  readonly cartId: CartId;
  readonly count: number;
}

/**
 * How many operations of these carts would stay behind with nobody to send them: those of no cart that is open in
 * a window that stays. Two windows tell of one cart by their own lights, and the one that knows of more is right.
 */
export function unsentElsewhere(unsent: readonly UnsentCart[], staying: readonly CartId[]): number {
  const counts = new Map<CartId, number>();
  for (const { cartId, count } of unsent) {
    if (!staying.includes(cartId)) counts.set(cartId, Math.max(counts.get(cartId) ?? 0, count));
  }
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
