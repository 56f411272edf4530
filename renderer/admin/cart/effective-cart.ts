import { isCurrency, type Currency } from '../../../cart/currency.ts';
import { Fold } from '../../../cart/fold.ts';
import { sumAmounts } from '../../../cart/money.ts';
import { allRows, viewCart } from '../../../cart/view.ts';
import type { StoredLine } from '../../../protocol/admin/carts.ts';
import type { RawOp } from '../../../protocol/http.ts';
import type { Totals } from '../parts/totals-words.ts';

/** A line of a cart as one side has it; `currency` may be none that is known. */
export type EffectiveRow = StoredLine;

/** What a cart amounts to on one side. */
export interface EffectiveCart {
  readonly title: string;
  readonly rows: readonly EffectiveRow[];
  /** Of what would be bought now: what is saved for later is in no count and no total. */
  readonly units: number;
  readonly totals: Totals;
}

/** The cart that these operations come to at a moment (milliseconds since 1970). */
export function effectiveOfOps(ops: readonly RawOp[], now: number): EffectiveCart {
  const fold = new Fold();
  for (const { id, ...op } of ops) fold.apply(id, op);
  const view = viewCart(fold, now);
  const rows = allRows(view).map((row): EffectiveRow => {
    const { productId, name, options, qty, unitAmount, note, isLater } = row;
    return { productId, name, options, qty, unitAmount, currency: row.price.currency, note, isLater };
  });
  return { title: view.title, rows, units: view.units, totals: view.totals };
}

/** The cart as the database has its lines, whatever the operations beside them say. */
export function effectiveOfLines(lines: readonly StoredLine[]): EffectiveCart {
  const bought = lines.filter(({ isLater }) => !isLater);
  const currencies = [...new Set(bought.map(({ currency }) => currency))].filter(isCurrency).sort();
  const totals = currencies.map((currency): readonly [Currency, number | null] => {
    const parts = bought.filter((line) => line.currency === currency);
    return [currency, sumAmounts(parts.map(({ unitAmount, qty }) => ({ amount: unitAmount, qty })))];
  });
  return {
    title: '',
    rows: lines,
    units: bought.reduce((sum, { qty }) => sum + qty, 0),
    totals: Object.fromEntries(totals),
  };
}
