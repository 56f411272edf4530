import { exponentOf, isCurrency, type Currency } from '../../cart/currency.ts';
import { parseAmount } from '../../cart/money.ts';

/** Signs that stand for one currency only; "$" and "¥" do not. */
const signs: Readonly<Record<string, Currency>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₩': 'KRW',
  '₺': 'TRY',
};

/** The currency that an amount is written with, as in "1.29 €" or "USD 5"; `null` where it says none. */
export function currencyIn(text: string): Currency | null {
  const code = /\b[A-Z]{3}\b/u.exec(text)?.[0];
  return currencySignIn(text) ?? (isCurrency(code) ? code : null);
}

/** The same by signs only: in a line with a name, three letters are a word. */
export function currencySignIn(text: string): Currency | null {
  const sign = Object.keys(signs).find((candidate) => text.includes(candidate));
  return signs[sign ?? ''] ?? null;
}

/**
 * Minor units of an amount as people write them: "1.29", "1,29 €", "1.299,00", "1'299.00". `null` where it is none, or
 * could be two: "1.299" euros is a thousand to some and a tenth of a cent too much to others.
 */
export function readMoney(text: string, currency: Currency): number | null {
  const digits = text.replace(/[\p{Sc}\s'’]|\b[A-Z]{3}\b/gu, '');
  const separators = [...digits.matchAll(/[.,]/gu)].map(([sign]) => sign);
  const last = separators.at(-1) ?? '';
  const isMany = separators.length > 1;
  const isDecimal = last !== '' && separators.filter((sign) => sign === last).length === 1;
  if (isMany && !isGrouped(digits, isDecimal ? digits.lastIndexOf(last) : digits.length)) return null;
  const plain = isMany
    ? digits.replace(/[.,]/gu, (sign, at: number) =>
        isDecimal && at === digits.lastIndexOf(last) ? '.' : '',
      )
    : digits;
  const amount = parseAmount(withoutSpareZeros(plain, exponentOf(currency)), currency);
  return amount.ok ? amount.value : null;
}

/** "1.234.567": after the first, groups of three. */
const isGrouped = (digits: string, end: number): boolean =>
  /^\d{1,3}(?:[.,]\d{3})+$/u.test(digits.slice(0, end));

/** A spreadsheet writes "1.2900", which says no more than "1.29"; but "1.000" may well be a thousand. */
function withoutSpareZeros(plain: string, exponent: number): string {
  const [, whole, decimals] = /^(\d+)[.,](\d+)$/u.exec(plain) ?? [];
  if (whole === undefined || decimals === undefined || decimals.length === 3) return plain;
  const kept = decimals.slice(0, exponent) + decimals.slice(exponent).replace(/0+$/u, '');
  return kept === '' ? whole : `${whole}.${kept}`;
}
