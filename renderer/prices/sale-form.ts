import type { Currency } from '../../cart/currency.ts';
import { formatAmount } from '../../cart/money.ts';
import type { Price } from '../../cart/op.ts';
import { parseSaleEnd } from '../catalogue/sale-end.ts';
import { words } from '../messages/words.ts';
import { readAmount } from './read-amount.ts';

/** What stands in the fields of a sale price. */
export interface SaleFields {
  readonly price: string;
  readonly usual: string;
  /** By ISO 8601, as fields for days give it; empty for none. */
  readonly lastDay: string;
}

export type ReadSale =
  | { readonly ok: true; readonly price: Price }
  | { readonly ok: false; readonly field: keyof SaleFields; readonly message: string };

/** How a price stands in the fields. */
export const saleFieldsOf = ({ amount, currency, was, until }: Price): SaleFields => ({
  price: formatAmount(amount, currency),
  usual: was === undefined ? '' : formatAmount(was, currency),
  lastDay: until === undefined ? '' : dayOf(until - 1),
});

/** Reads the fields; a sale lasts until its last day is over, where the reader is. */
export function readSale({ price, usual, lastDay }: SaleFields, currency: Currency, now: number): ReadSale {
  const amount = readAmount(price, currency);
  if (!amount.ok) return { ok: false, field: 'price', message: amount.message };
  const terms = { amount: amount.amount, currency };
  if (usual.trim() === '') {
    return lastDay === ''
      ? { ok: true, price: terms }
      : { ok: false, field: 'usual', message: words.prices.dayNeedsUsual };
  }
  const was = readAmount(usual, currency);
  if (!was.ok) return { ok: false, field: 'usual', message: was.message };
  if (lastDay === '') return { ok: true, price: { ...terms, was: was.amount } };
  const until = parseSaleEnd(lastDay);
  if (until === null || until <= now) {
    return { ok: false, field: 'lastDay', message: words.prices.lastDayPast };
  }
  return { ok: true, price: { ...terms, was: was.amount, until } };
}

/** The day of a moment, here: "2026-12-24". */
function dayOf(time: number): string {
  const date = new Date(time);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
