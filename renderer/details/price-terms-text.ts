import { unitAmountAt } from '../../cart/money.ts';
import type { Price } from '../../cart/op.ts';
import { words } from '../messages/words.ts';
import { moneyText } from '../shared/money-text.ts';
import { exactWhen } from '../shared/when-text.ts';

/** The terms of a price in words, sale and all: "€0.80 each, on sale until …, then €1.00"; `now` in milliseconds since 1970. */
export function priceTermsText(price: Price, now: number, locale?: string): string {
  const texts = words.rows.details;
  const { currency, was, until } = price;
  const amount = unitAmountAt(price, now);
  const each = amount === 0 ? texts.none : texts.each(moneyText(amount, currency, locale));
  if (was === undefined) return each;
  const usual = moneyText(was, currency, locale);
  if (until === undefined) return `${each}, ${texts.sale(usual)}`;
  const when = exactWhen(until, locale);
  return `${each}, ${now < until ? texts.saleUntil(usual, when) : texts.saleOver(when)}`;
}
