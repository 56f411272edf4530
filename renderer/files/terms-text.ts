import { formatAmount } from '../../cart/money.ts';
import type { CartRow } from '../../cart/row.ts';

/** A price's terms as text: exact decimals with a dot, and the end of a sale as a moment in UTC. */
export function termsText({ price }: CartRow): {
  readonly unitPrice: string;
  readonly was: string;
  readonly until: string;
} {
  const { amount, currency, was, until } = price;
  return {
    unitPrice: formatAmount(amount, currency),
    was: was === undefined ? '' : formatAmount(was, currency),
    until: until === undefined ? '' : momentText(until),
  };
}

/** The last moment that a date can name, in milliseconds since 1970; a price may be good for longer. */
const LAST_DATE = 8_640_000_000_000_000;

const momentText = (moment: number): string =>
  moment <= LAST_DATE ? new Date(moment).toISOString() : String(moment);
