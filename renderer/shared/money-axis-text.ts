import { exponentOf, type Currency } from '../../cart/currency.ts';

/** Minor units on an axis: "€5", "€0.50", "€1.2M"; short, as the exact amount is at hand elsewhere. */
export function moneyAxisText(amount: number, currency: Currency, locale?: string): string {
  const whole = amount / 10 ** exponentOf(currency);
  const isLarge = Math.abs(whole) >= 10_000;
  return new Intl.NumberFormat(locale, {
    ...{ style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' },
    ...(isLarge && { notation: 'compact', maximumFractionDigits: 1, minimumFractionDigits: 0 }),
  }).format(whole);
}
