import { canonicalJson } from './json.ts';
import type { CartRow } from './row.ts';
import { allRows, type CartView } from './view.ts';

/**
 * What a step took out of the cart: rows of the cart before it, each with the units that are missing after it.
 *
 * Units that only went to other terms, or to the other shelf, are still there.
 */
export function takenOut(before: CartView, after: CartView): readonly CartRow[] {
  const left = new Map(allRows(after).map((row) => [row.key, row.qty]));
  const missing = unitsByProduct(before);
  for (const [product, units] of unitsByProduct(after))
    missing.set(product, (missing.get(product) ?? 0) - units);
  return allRows(before).flatMap((row) => {
    const product = productOf(row);
    const qty = Math.min(row.qty - (left.get(row.key) ?? 0), missing.get(product) ?? 0);
    if (qty <= 0) return [];
    missing.set(product, (missing.get(product) ?? 0) - qty);
    return [{ ...row, qty }];
  });
}

function unitsByProduct(view: CartView): Map<string, number> {
  const units = new Map<string, number>();
  for (const row of allRows(view)) units.set(productOf(row), (units.get(productOf(row)) ?? 0) + row.qty);
  return units;
}

const productOf = ({ productId, options }: CartRow): string => canonicalJson([productId, { ...options }]);
