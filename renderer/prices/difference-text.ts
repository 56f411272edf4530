import { exponentOf, type Currency } from '../../cart/currency.ts';
import { formatAmount } from '../../cart/money.ts';

/** Minor units more or less, with a sign: "+€0.60", "−0,60 €"; exact, as `moneyText` is. */
export function differenceText(amount: number, currency: Currency, locale?: string): string {
  const digits = exponentOf(currency);
  const text = new Intl.NumberFormat(locale, {
    ...{ style: 'currency', currency, signDisplay: 'exceptZero' },
    ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
  }).format(formatAmount(amount, currency) as Intl.StringNumericLiteral);
  // As wide as the plus; the one of keyboards is a hyphen.
  return text.replace('-', '−');
}
