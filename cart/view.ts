import type { Currency } from './currency.ts';
import type { Fold } from './fold.ts';
import { sumAmounts } from './money.ts';
import { conflicts, mergeNotes, type Conflict, type MergeNote } from './notes.ts';
import { asOpenLine, compareRows, rowKeyOf, rowOf, type CartRow, type OpenLine } from './row.ts';

/** A cart as people see it at one moment. */
export interface CartView {
  readonly title: string;
  /** See `Fold.currency`. */
  readonly currency: Currency | null;
  /** What would be bought, in order. */
  readonly rows: readonly CartRow[];
  /** Saved for later, in order: in no count and no total. */
  readonly later: readonly CartRow[];
  /** Live lines behind `rows`. */
  readonly lines: number;
  readonly units: number;
  /** Minor units by currency; `null` when too large to be exact. One entry unless prices were mixed offline. */
  readonly totals: Readonly<Partial<Record<Currency, number | null>>>;
  readonly coupons: readonly string[];
  readonly notes: readonly MergeNote[];
  readonly conflicts: readonly Conflict[];
  /** When a sale price next ends (milliseconds since 1970), and totals with it; `null` for never. */
  readonly nextExpiry: number | null;
}

/** What would be bought and then what is saved for later, each in order. */
export const allRows = ({ rows, later }: Pick<CartView, 'rows' | 'later'>): readonly CartRow[] =>
  later.length === 0 ? rows : [...rows, ...later];

/**
 * The view at a moment (milliseconds since 1970). Costs the live lines, not the history; `LiveView` gives the same and
 * costs what has changed.
 */
export function viewCart(fold: Fold, now: number): CartView {
  const all = rowsOf(fold, now);
  const rows = all.filter((row) => !row.isLater);
  return {
    title: fold.title.winner?.op.title ?? '',
    currency: fold.currency,
    rows,
    later: all.filter((row) => row.isLater),
    lines: rows.reduce((sum, row) => sum + row.lineIds.length, 0),
    units: rows.reduce((sum, row) => sum + row.qty, 0),
    totals: totalsOf(rows),
    coupons: fold.coupons,
    notes: mergeNotes(fold),
    conflicts: conflicts(fold),
    nextExpiry: nextExpiry(all, now),
  };
}

function rowsOf(fold: Fold, now: number): readonly CartRow[] {
  const groups = new Map<string, OpenLine[]>();
  for (const line of fold.live) {
    const open = asOpenLine(line);
    if (!open) continue;
    const key = rowKeyOf(open);
    const group = groups.get(key);
    if (group) group.push(open);
    else groups.set(key, [open]);
  }
  return [...groups].map(([key, lines]) => rowOf(key, lines, now)).sort(compareRows);
}

function totalsOf(rows: readonly CartRow[]): CartView['totals'] {
  const currencies = [...new Set(rows.map((row) => row.price.currency))].sort();
  return Object.fromEntries(
    currencies.map((currency) => {
      const parts = rows.filter((row) => row.price.currency === currency);
      return [currency, sumAmounts(parts.map(({ unitAmount, qty }) => ({ amount: unitAmount, qty })))];
    }),
  );
}

function nextExpiry(rows: readonly CartRow[], now: number): number | null {
  const ends = rows.map((row) => row.price.until).filter((until) => until !== undefined && until > now);
  return ends.length === 0 ? null : Math.min(...(ends as number[]));
}
