import type { Currency } from '../../cart/currency.ts';
import { compareEntries } from '../../cart/entry.ts';
import type { Fold } from '../../cart/fold.ts';
import { millisecondsOf, type Timestamp } from '../../cart/hlc.ts';
import type { LineId } from '../../cart/ids.ts';
import { formatAmount, sumAmounts } from '../../cart/money.ts';
import { asOpenLine, rowKeyOf, rowOf, type CartRow, type OpenLine } from '../../cart/row.ts';
import { viewCart } from '../../cart/view.ts';
import type { ItemLine } from '../../protocol/items.ts';

/** A customer's items: one line for each item and price. What is saved for later is none. */
export const itemLines = (fold: Fold, now: number): readonly ItemLine[] =>
  viewCart(fold, now).rows.map((row) => itemLine(fold, row, now));

/** The live lines of an item, oldest first; what is saved for later is none. */
export function linesOfItem(fold: Fold, itemId: string): readonly LineId[] {
  return openLines(fold, itemId)
    .sort((a, b) => compareEntries(a.opening, b.opening))
    .map(({ line }) => line.id);
}

/** The row that a line is in. */
export function rowOfLine(fold: Fold, lineId: LineId, now: number): CartRow | null {
  const line = fold.lines.get(lineId);
  const open = line && fold.live.has(line) ? asOpenLine(line) : null;
  if (!open) return null;
  const key = rowKeyOf(open);
  const lines = openLines(fold, open.opening.op.product.id).filter((other) => rowKeyOf(other) === key);
  return rowOf(key, lines, now);
}

/** A row in system 2's words; `changedAt` is when it was last changed, if that is known. */
export function itemLine(fold: Fold, row: CartRow, now: number, changedAt?: Timestamp): ItemLine {
  const { amount, was = amount, until, currency } = row.price;
  const isOn = row.price.was !== undefined && (until === undefined || now < until);
  return {
    itemId: row.productId,
    name: row.name,
    unitCount: row.qty,
    offeredPrice: toDecimal(was, currency),
    currency,
    specialSale: isOn && (amount === was || toDecimal(amount, currency)),
    saleExpiration: isOn && until !== undefined ? toIsoTime(until) : null,
    timestamp: toIsoTime(changedAt ? millisecondsOf(changedAt) : latestChange(fold, row)),
  };
}

/** What has more digits may be another decimal once it is a number. */
const MAX_EXACT_DIGITS = 10 ** 15;

/** What all of it costs, decimal; `null` when that is no exact number. Rows are in one currency. */
export function totalOf(rows: readonly CartRow[], currency: Currency): number | null {
  const amount = sumAmounts(rows.map(({ unitAmount, qty }) => ({ amount: unitAmount, qty })));
  return amount === null || amount >= MAX_EXACT_DIGITS ? null : toDecimal(amount, currency);
}

/** Amounts that one operation may state are too small to lose digits as a number. */
const toDecimal = (amount: number, currency: Currency): number => Number(formatAmount(amount, currency));

/** The last moment that ISO 8601 writes with four digits of a year; other clocks may say anything. */
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const toIsoTime = (moment: number): string => new Date(Math.min(moment, LAST_MOMENT)).toISOString();

export function openLines(fold: Fold, itemId: string): OpenLine[] {
  const lines: OpenLine[] = [];
  for (const line of fold.live) {
    if (line.opening?.op.product.id !== itemId || line.isLater) continue;
    const open = asOpenLine(line);
    if (open) lines.push(open);
  }
  return lines;
}

function latestChange(fold: Fold, { lineIds }: CartRow): number {
  let latest = 0;
  for (const id of lineIds) {
    const { contributions = [], resets = [], price } = fold.lines.get(id) ?? {};
    for (const { op } of [...contributions, ...resets]) latest = Math.max(latest, millisecondsOf(op.at));
    if (price?.winner) latest = Math.max(latest, millisecondsOf(price.winner.op.at));
  }
  return latest;
}
