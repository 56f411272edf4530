import type { Currency } from '../../../cart/currency.ts';
import type { Totals } from '../parts/totals-words.ts';
import type { CartFigures } from './cart-figures.ts';

/** Carts taken together. */
export interface CartsSum {
  readonly carts: number;
  readonly units: number;
  /** Minor units by currency, sorted by it; `null` when too large to be exact. */
  readonly totals: Totals;
  /** Carts whose figures are not known, and so not in the sums. */
  readonly unknown: number;
}

export function sumCarts(carts: readonly CartFigures[]): CartsSum {
  const totals = new Map<Currency, number | null>();
  let units = 0;
  let unknown = 0;
  for (const cart of carts) {
    if (cart.totals === null) {
      unknown += 1;
      continue;
    }
    units += cart.units ?? 0;
    for (const [currency, amount] of Object.entries(cart.totals) as [Currency, number | null][]) {
      totals.set(currency, exactSum(totals.get(currency) ?? (totals.has(currency) ? null : 0), amount));
    }
  }
  const sorted = [...totals].sort(([a], [b]) => (a < b ? -1 : 1));
  return { carts: carts.length, units, totals: Object.fromEntries(sorted), unknown };
}

function exactSum(a: number | null, b: number | null): number | null {
  const sum = (a ?? NaN) + (b ?? NaN);
  return Number.isSafeInteger(sum) ? sum : null;
}
