import type { Currency } from '../../../cart/currency.ts';
import type { CartId } from '../../../cart/ids.ts';
import type { SnapshotValue } from '../../../protocol/admin/carts.ts';
import type { ValuePoint } from './value-over-time.ts';

/**
 * The worth of all carts together, by their snapshots: each cart counts with its latest one so far.
 *
 * A total is `null` while that of any cart is too large to be exact, or the sum is.
 */
export function worthOfAll(values: readonly SnapshotValue[]): readonly ValuePoint[] {
  const latest = new Map<CartId, SnapshotValue>();
  const sums = new Map<Currency, { worth: bigint; carts: number; inexact: number }>();
  let units = 0;
  const count = (value: SnapshotValue, sign: 1 | -1) => {
    units += sign * value.units;
    for (const [code, amount] of Object.entries(value.totals)) {
      const currency = code as Currency;
      const sum = sums.get(currency) ?? { worth: 0n, carts: 0, inexact: 0 };
      const next = {
        worth: sum.worth + BigInt(sign) * BigInt(amount ?? 0),
        carts: sum.carts + sign,
        inexact: sum.inexact + (amount === null ? sign : 0),
      };
      if (next.carts === 0) sums.delete(currency);
      else sums.set(currency, next);
    }
  };
  const points: ValuePoint[] = [];
  for (const value of [...values].sort((a, b) => a.takenAt - b.takenAt)) {
    const before = latest.get(value.cartId);
    if (before) count(before, -1);
    latest.set(value.cartId, value);
    count(value, 1);
    const totals = [...sums].map(([currency, { worth, inexact }]) => [
      currency,
      inexact > 0 || worth > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(worth),
    ]);
    if (points.at(-1)?.time === value.takenAt) points.pop();
    points.push({ time: value.takenAt, units, totals: Object.fromEntries(totals) as ValuePoint['totals'] });
  }
  return points;
}
