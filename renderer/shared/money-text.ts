import { exponentOf, type Currency } from '../../cart/currency.ts';
import { formatAmount } from '../../cart/money.ts';

const formats = new Map<string, Intl.NumberFormat>();

/**
 * Minor units as people here write money: `129` EUR is "€1.29" or "1,29 €".
 *
 * The number goes to `Intl` as exact decimal text, so no amount passes through a fraction in binary.
 */
export function moneyText(amount: number, currency: Currency, locale?: string): string {
  return formatOf(currency, locale).format(formatAmount(amount, currency) as Intl.StringNumericLiteral);
}

function formatOf(currency: Currency, locale: string | undefined): Intl.NumberFormat {
  const key = `${currency} ${locale ?? ''}`;
  let format = formats.get(key);
  if (!format) {
    const digits = exponentOf(currency);
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  return format;
}
