import { exponentOf, MAX_AMOUNT, type Currency } from './currency.ts';
import type { Price } from './op.ts';
import { ok, refuse, type Result } from './result.ts';

/**
 * Reads a decimal amount, as "1.29" or "1,29", into minor units of the currency, exactly.
 *
 * Refused: anything but digits with one decimal separator, more decimals than the currency has, and
 * amounts above `MAX_AMOUNT`.
 */
export function parseAmount(text: string, currency: Currency): Result<number, 'bad_amount'> {
  const match = /^([0-9]+)(?:[.,]([0-9]+))?$/.exec(text.trim());
  if (!match) return refuse('bad_amount', `"${text}" is not an amount such as 1.29`);
  const [, whole = '', decimals = ''] = match;
  const exponent = exponentOf(currency);
  if (decimals.length > exponent) {
    return refuse('bad_amount', `${currency} has ${exponent} decimals; "${text}" has ${decimals.length}`);
  }
  const amount = BigInt(whole + decimals.padEnd(exponent, '0'));
  if (amount > BigInt(MAX_AMOUNT)) {
    return refuse(
      'bad_amount',
      `${text} is more than the largest price, ${formatAmount(MAX_AMOUNT, currency)}`,
    );
  }
  return ok(Number(amount));
}

/** Writes minor units as a plain decimal with the currency's decimals: `129` EUR is "1.29". */
export function formatAmount(amount: number, currency: Currency): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  const sign = amount < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Price of one unit at that moment (milliseconds since 1970): a sale ends at `until`. */
export const unitAmountAt = (price: Price, now: number): number =>
  price.until !== undefined && price.was !== undefined && now >= price.until ? price.was : price.amount;

/** Σ amount × quantity in minor units, or `null` when it is too large to be an exact number. */
export function sumAmounts(
  parts: Iterable<{ readonly amount: number; readonly qty: number }>,
): number | null {
  let sum = 0n;
  for (const { amount, qty } of parts) sum += BigInt(amount) * BigInt(qty);
  return sum <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : null;
}

/**
 * amount × numerator ÷ denominator, rounded half to even; for percentages and rates.
 *
 * Takes whole numbers, the denominator positive; throws a RangeError on others, and when the result is too
 * large to be exact.
 */
export function scaleAmount(amount: number, numerator: number, denominator: number): number {
  if (![amount, numerator, denominator].every(Number.isSafeInteger) || denominator <= 0) {
    throw new RangeError('amount, numerator and denominator are safe integers, the denominator positive');
  }
  const product = BigInt(amount) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const remainder = ((product % divisor) + divisor) % divisor;
  const floor = (product - remainder) / divisor;
  const isUp = remainder * 2n > divisor || (remainder * 2n === divisor && floor % 2n !== 0n);
  const scaled = Number(isUp ? floor + 1n : floor);
  if (!Number.isSafeInteger(scaled)) throw new RangeError('the result is too large to be exact');
  return scaled;
}

/**
 * Splits an amount (minor units, not negative) by weights; the parts sum to the amount exactly.
 *
 * By largest remainder: everybody gets the floor, and what is left goes, a unit each, to the largest
 * remainders, the earlier first. Throws a RangeError on negative or fractional weights or none above 0.
 */
export function allocateAmount(amount: number, weights: readonly number[]): readonly number[] {
  if (![amount, ...weights].every((value) => Number.isSafeInteger(value) && value >= 0)) {
    throw new RangeError('amount and weights are safe integers from 0');
  }
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  if (sum === 0n) throw new RangeError('at least one weight is above 0');
  const shares = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight);
    return { index, floor: product / sum, remainder: product % sum };
  });
  const handedOut = shares.reduce((total, share) => total + share.floor, 0n);
  const extra = new Set(
    [...shares]
      .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
      .slice(0, Number(BigInt(amount) - handedOut))
      .map((share) => share.index),
  );
  return shares.map((share) => Number(share.floor) + (extra.has(share.index) ? 1 : 0));
}
