import type { Currency } from './currency.ts';
import type { CartRow } from './row.ts';
import type { CartView } from './view.ts';

/** What the rows of a cart come to, kept by difference. Rows saved for later are in no count. */
export class RunningTotals {
  readonly #sums = new Map<Currency, { amount: bigint; rows: number }>();
  #lines = 0;
  #units = 0;

  /** Counts a row in (1), or out again (-1). */
  take(row: CartRow, sign: 1 | -1): void {
    if (row.isLater) return;
    const { currency } = row.price;
    const sum = this.#sums.get(currency) ?? { amount: 0n, rows: 0 };
    sum.amount += BigInt(sign) * BigInt(row.unitAmount) * BigInt(row.qty);
    sum.rows += sign;
    if (sum.rows === 0) this.#sums.delete(currency);
    else this.#sums.set(currency, sum);
    this.#lines += sign * row.lineIds.length;
    this.#units += sign * row.qty;
  }

  get(): Pick<CartView, 'lines' | 'units' | 'totals'> {
    const sums = [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1));
    const totals = sums.map(([currency, { amount }]) => [currency, exactly(amount)] as const);
    return { lines: this.#lines, units: this.#units, totals: Object.fromEntries(totals) };
  }
}

const exactly = (amount: bigint): number | null =>
  amount <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(amount) : null;
