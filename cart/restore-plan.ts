import { canonicalJson } from './json.ts';
import type { CartRow } from './row.ts';
import { allRows, type CartView } from './view.ts';

/** What becomes of the rows when a cart is made to look again as it did. */
export interface RestorePlan {
  readonly now: CartView;
  readonly then: CartView;
  /** What was there then, in order: what is in the cart now, and `null` for what has gone since. */
  readonly rows: readonly PlannedRow[];
  /** What is in the cart now, and was not then. */
  readonly gone: readonly CartRow[];
}

export interface PlannedRow {
  readonly then: CartRow;
  readonly now: CartRow | null;
}

/**
 * Finds each row of an earlier cart in the cart as it is now: under the same terms on the same shelf if it can, else
 * the same product with other terms, or on the other shelf.
 */
export function planRestore(now: CartView, then: CartView): RestorePlan {
  const left = new Map(allRows(now).map((row) => [row.key, row]));
  const found = new Map<string, CartRow>();
  const take = (row: CartRow, match: CartRow | undefined): void => {
    if (!match) return;
    found.set(row.key, match);
    left.delete(match.key);
  };
  const wanted = allRows(then);
  for (const row of wanted) {
    const same = left.get(row.key);
    if (same?.name === row.name) take(row, same);
  }
  const byProduct = new Map<string, CartRow[]>();
  for (const row of left.values()) {
    byProduct.set(productOf(row), [...(byProduct.get(productOf(row)) ?? []), row]);
  }
  for (const row of wanted) {
    if (found.has(row.key)) continue;
    const others = byProduct.get(productOf(row))?.filter(({ key }) => left.has(key)) ?? [];
    take(row, others.find(({ isLater }) => isLater === row.isLater) ?? others[0]);
  }
  return {
    ...{ now, then },
    rows: wanted.map((row) => ({ then: row, now: found.get(row.key) ?? null })),
    gone: [...left.values()],
  };
}

const productOf = ({ productId, name, options }: CartRow): string =>
  canonicalJson([productId, name, { ...options }]);
