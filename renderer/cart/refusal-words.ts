import type { CommandRefusal } from '../../cart/commands.ts';
import { MAX_AMOUNT, type Currency } from '../../cart/currency.ts';
import { MAX_QUANTITY } from '../../cart/op.ts';
import { assertNever, type Refusal } from '../../cart/result.ts';
import { words } from '../messages/words.ts';
import { numberText } from '../shared/counting.ts';
import { moneyText } from '../shared/money-text.ts';

/** Longest name for quick entry: its plain form must still fit a product id. */
export const MAX_NAME = 120;

/** Why the cart would not take it, as a shopper would say it. */
export function refusalWords({ code }: Refusal<CommandRefusal>, currency: Currency): string {
  switch (code) {
    case 'bad_quantity':
      return words.refusals.quantity(numberText(MAX_QUANTITY));
    case 'bad_price':
      return words.refusals.price(moneyText(0, currency), moneyText(MAX_AMOUNT, currency));
    case 'bad_text':
      return words.refusals.text;
    case 'mixed_currencies':
      return words.refusals.mixedCurrencies(currency);
    case 'no_such_line':
      return words.refusals.gone;
    case 'not_enough':
      return words.refusals.notEnough;
    case 'bad_currency':
      return words.refusals.pricesInAnother;
    case 'bad_place':
      return words.refusals.place;
    case 'no_such_coupon':
      return words.refusals.coupon;
    default:
      return assertNever(code);
  }
}
