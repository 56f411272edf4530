import type { Price } from '../../../cart/op.ts';
import { moneyText } from '../../shared/money-text.ts';
import { exactWhen } from '../../shared/when-text.ts';

/** "€0.99 instead of €1.29 until 3 May 2025, 12:00": a price with its sale, if it has one. */
export function priceTermsText({ amount, currency, was, until }: Price): string {
  const now = moneyText(amount, currency);
  if (was === undefined) return now;
  const end = until === undefined ? '' : ` until ${exactWhen(until)}`;
  return `${now} instead of ${moneyText(was, currency)}${end}`;
}
