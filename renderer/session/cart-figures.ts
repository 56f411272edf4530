import type { Fold } from '../../cart/fold.ts';
import { millisecondsOf, type Timestamp } from '../../cart/hlc.ts';
import type { CartView } from '../../cart/view.ts';
import type { CartFigures } from '../../protocol/library.ts';

/** What a cart comes to, for the list of carts; `unsent` are operations that are on this computer only. */
export const cartFiguresOf = (view: CartView, fold: Fold, unsent: number): CartFigures => ({
  title: view.title,
  products: view.rows.length,
  units: view.units,
  totals: { ...view.totals },
  changedAt: changedAt(fold),
  unsent,
});

/** When the latest operation that counts was made, in milliseconds since 1970; `null` for none. */
function changedAt(fold: Fold): number | null {
  let latest: Timestamp | null = null;
  // Readings of the clock sort like time.
  for (const { op } of fold.arrivals) if (latest === null || op.at > latest) latest = op.at;
  return latest === null ? null : millisecondsOf(latest);
}
