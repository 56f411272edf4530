import { exponentOf, MAX_AMOUNT, type Currency } from '../../cart/currency.ts';
import { formatAmount, parseAmount } from '../../cart/money.ts';
import { words } from '../messages/words.ts';

export type ReadAmount =
  | { readonly ok: true; readonly amount: number }
  /** In words, a whole sentence. */
  | { readonly ok: false; readonly message: string };

/** Reads a typed price, a currency's sign left aside; exactly, as `parseAmount` does. */
export function readAmount(typed: string, currency: Currency): ReadAmount {
  const text = typed.replace(/\p{Sc}/gu, '').trim();
  const amount = parseAmount(text, currency);
  if (amount.ok) return { ok: true, amount: amount.value };
  const decimals = /^[0-9]+(?:[.,]([0-9]+))?$/.exec(text);
  if (!decimals) {
    return { ok: false, message: words.refusals.amount(text, formatAmount(129, currency)) };
  }
  const { length } = decimals[1] ?? '';
  const exponent = exponentOf(currency);
  const message =
    length > exponent
      ? words.adding.decimals(currency, exponent, text, length)
      : words.adding.tooMuch(text, formatAmount(MAX_AMOUNT, currency));
  return { ok: false, message };
}
