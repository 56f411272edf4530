import type { HistoryEntry } from '../../cart/history.ts';
import { canonicalJson } from '../../cart/json.ts';
import type { CartRow } from '../../cart/row.ts';
import { priceHistory, type ProductPrices } from '../shared/price-history.ts';

/** Every price that a row's product, with its options, has had in its cart; `undefined` for none. */
export function pricesOfRow(
  entries: readonly HistoryEntry[],
  { productId, options, price }: Pick<CartRow, 'productId' | 'options' | 'price'>,
  now: number,
): ProductPrices | undefined {
  const ops = entries.map(({ id, op }) => ({ id, ...op }));
  const key = canonicalJson([productId, options, price.currency]);
  return priceHistory(ops, now).find((product) => product.key === key);
}
