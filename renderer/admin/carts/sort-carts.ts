import { exponentOf, type Currency } from '../../../cart/currency.ts';
import { compareText } from '../../../cart/place.ts';
import { verdicts } from '../../../protocol/verdict.ts';
import type { TableSort } from '../parts/table.ts';
import type { Totals } from '../parts/totals-words.ts';
import type { CartFigures } from './cart-figures.ts';

/** What a column is sorted by; `null` for what is not known, which comes last whichever way it is sorted. */
type SortKey = (cart: CartFigures) => number | string | null;

const keys: Readonly<Record<string, SortKey>> = {
  cart: ({ cartId }) => cartId,
  lines: ({ lines }) => lines,
  units: ({ units }) => units,
  total: ({ totals }) => (totals === null ? null : largest(totals)),
  peers: ({ peers }) => peers,
  // By age, so that ascending begins with the youngest, as the column reads.
  updated: ({ updatedAt }) => (updatedAt === null ? null : -updatedAt),
  exported: ({ exportedAt }) => (exportedAt === null ? null : -exportedAt),
  unexported: ({ unexported }) => unexported,
  verdict: ({ verdict }) => (verdict === null ? null : verdicts.indexOf(verdict)),
};

/** Sorted by a column; what is equal there, by name. Text is compared as the relay does, by code unit. */
export function sortCarts(carts: readonly CartFigures[], sort: TableSort): readonly CartFigures[] {
  const key = keys[sort.column];
  if (!key) return carts;
  const sign = sort.isDescending ? -1 : 1;
  return carts
    .map((cart) => ({ cart, value: key(cart) }))
    .sort((a, b) => {
      if (a.value === b.value) return compareText(a.cart.cartId, b.cart.cartId);
      if (a.value === null) return 1;
      if (b.value === null) return -1;
      return a.value < b.value ? -sign : sign;
    })
    .map(({ cart }) => cart);
}

/** The largest amount in whole units of its money: there are no rates to compare currencies by. */
function largest(totals: Totals): number {
  const amounts = (Object.entries(totals) as [Currency, number | null][]).map(([currency, amount]) =>
    amount === null ? Infinity : amount / 10 ** exponentOf(currency),
  );
  return Math.max(0, ...amounts);
}
