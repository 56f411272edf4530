import * as currencies from 'dinero.js/currencies';

/** An ISO 4217 code that this table knows, as `EUR`. */
export type Currency = keyof typeof currencies;

/**
 * Largest price of one unit, in minor units: times the largest quantity it is still a safe integer.
 */
export const MAX_AMOUNT = 9_007_208_261;

export const isCurrency = (code: unknown): code is Currency =>
  typeof code === 'string' && Object.hasOwn(currencies, code);

/**
 * Decimals of the currency by ISO 4217: JPY 0, EUR 2, KWD 3.
 *
 * The table gives the two currencies not divided by ten (MGA, MRU) their real subunit, a fifth; ISO 4217
 * and every price list write them with two decimals, and so do we.
 */
export const exponentOf = (code: Currency): number =>
  currencies[code].base === 10 ? currencies[code].exponent : 2;

/** All codes, sorted. */
export const allCurrencies: readonly Currency[] = (Object.keys(currencies) as Currency[]).sort();
