import { allCurrencies, type Currency } from '../../cart/currency.ts';

export interface CurrencyChoice {
  readonly code: Currency;
  /** "EUR – Euro", in the reader's language. */
  readonly text: string;
}

/** All currencies by their names, in the order of their codes. */
export function currencyChoices(locale?: string): readonly CurrencyChoice[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency', fallback: 'none' });
  return allCurrencies.map((code) => {
    const name = names.of(code);
    return { code, text: name === undefined ? code : `${code} – ${name}` };
  });
}
