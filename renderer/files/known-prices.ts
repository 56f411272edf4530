import type { Price } from '../../cart/op.ts';
import type { CartView } from '../../cart/view.ts';

/** What each product of a cart costs there, by its id: the terms of its latest row. */
export function knownPrices({ rows, later }: Pick<CartView, 'rows' | 'later'>): ReadonlyMap<string, Price> {
  const inOrder = [...rows, ...later].sort((a, b) => (a.place === b.place ? 0 : a.place < b.place ? -1 : 1));
  return new Map(inOrder.map(({ productId, price }) => [productId, price]));
}
