import type { Price } from '../../cart/op.ts';
import { compareText } from '../../cart/place.ts';
import type { CartRow } from '../../cart/row.ts';

/** What each product costs in these rows of a cart, by its id: the terms of its latest row. */
export function knownPrices(rows: readonly CartRow[]): ReadonlyMap<string, Price> {
  const inOrder = rows.toSorted((a, b) => compareText(a.place, b.place));
  return new Map(inOrder.map(({ productId, price }) => [productId, price]));
}
