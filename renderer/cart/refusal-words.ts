import type { CommandRefusal } from '../../cart/commands.ts';
import { MAX_AMOUNT, type Currency } from '../../cart/currency.ts';
import { MAX_QUANTITY } from '../../cart/op.ts';
import { assertNever, type Refusal } from '../../cart/result.ts';
import { numberText } from '../shared/counting.ts';
import { moneyText } from '../shared/money-text.ts';

/** Longest name for quick entry: its plain form must still fit a product id. */
export const MAX_NAME = 120;

/** Why the cart would not take it, as a shopper would say it. */
export function refusalWords({ code, message }: Refusal<CommandRefusal>, currency: Currency): string {
  switch (code) {
    case 'bad_quantity':
      return `A quantity is a whole number from 1 to ${numberText(MAX_QUANTITY)}.`;
    case 'bad_price':
      return `A price is from ${moneyText(0, currency)} to ${moneyText(MAX_AMOUNT, currency)}.`;
    case 'bad_text':
      return 'That text is empty or too long.';
    case 'mixed_currencies':
      return `Prices in this cart are in ${currency}.`;
    case 'no_such_line':
      return 'That is no longer in the cart.';
    case 'not_enough':
      return 'There are not that many left to take out.';
    case 'bad_currency':
    case 'bad_place':
    case 'no_such_coupon':
      return `${message.charAt(0).toLocaleUpperCase()}${message.slice(1)}.`;
    default:
      return assertNever(code);
  }
}
