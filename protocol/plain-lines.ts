import { formatAmount } from '../cart/money.ts';
import type { CartRow } from '../cart/row.ts';

/** A row in system 1's words, as `GET /state` and the line protocol's `show` give it. */
export interface PlainLine {
  /** A number if the id reads as one, as `1` does and `01` does not. */
  readonly product_id: number | string;
  readonly product_name: string;
  /** Decimal, in the currency of the row: 1.29. */
  readonly price: number;
  readonly quantity: number;
}

/** Whole numbers from 0, written the one way, that are exact as numbers. */
const plainNumber = /^(0|[1-9][0-9]{0,14})$/;

/** A row of a cart in system 1's words. Amounts are too small to lose digits as a number. */
export const plainLine = ({ productId, name, unitAmount, price, qty }: CartRow): PlainLine => ({
  product_id: plainNumber.test(productId) ? Number(productId) : productId,
  product_name: name,
  price: Number(formatAmount(unitAmount, price.currency)),
  quantity: qty,
});
