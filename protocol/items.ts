import * as v from 'valibot';
import { isCurrency, MAX_AMOUNT, type Currency } from '../cart/currency.ts';
import { isOpId, type OpId } from '../cart/ids.ts';
import { MAX_QUANTITY, MAX_TEXT } from '../cart/op.ts';

/**
 * Bodies of system 2's interface: `/items/:customer`, `/items/:customer/:item` and `/checkout/:customer`.
 *
 * A customer is a cart, an item a product. Amounts are decimal here, in the currency that stands beside them.
 */

const currency = v.custom<Currency>(isCurrency, 'unknown currency');
const units = (minimum: number) =>
  v.pipe(
    v.number(),
    v.safeInteger('not a whole number'),
    v.minValue(minimum, `less than ${minimum}`),
    v.maxValue(MAX_QUANTITY, `more than ${MAX_QUANTITY}`),
  );

/** Exact: a number counts as the decimal it is written as. Never more decimals than the currency has. */
const decimal = v.pipe(
  v.union(
    [
      v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_AMOUNT)),
      v.pipe(v.string(), v.regex(/^[0-9]{1,12}(\.[0-9]{1,4})?$/)),
    ],
    'not an amount such as 1.29',
  ),
  v.description('An amount, as a number or a text, with no more decimals than the currency has.'),
  v.examples([1.29, '1.29']),
);
export type Decimal = v.InferOutput<typeof decimal>;

/** A moment: ISO 8601 in UTC, or milliseconds since 1970. */
const moment = v.union(
  [
    v.pipe(
      v.string(),
      v.isoTimestamp(),
      v.check((text) => Date.parse(text) >= 0),
    ),
    v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15)),
  ],
  'neither an ISO 8601 time nor milliseconds since 1970',
);

export const itemRequest = v.strictObject({
  unitCount: v.optional(v.pipe(units(1), v.description('How many to add.')), 1),
  offeredPrice: v.pipe(decimal, v.description('The price of one, decimal.')),
  name: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(/\S/, 'empty'),
      v.maxLength(MAX_TEXT.name),
      v.description('The item’s id if left out.'),
    ),
  ),
  currency: v.exactOptional(
    v.pipe(currency, v.description('ISO 4217; the cart’s if left out, and EUR while it has none.')),
  ),
  specialSale: v.exactOptional(
    v.pipe(
      v.union([v.boolean(), decimal], 'neither true, false nor an amount'),
      v.description(
        'The price while the sale lasts, after which it is `offeredPrice`; or `true` if `offeredPrice` is the sale’s.',
      ),
    ),
  ),
  saleExpiration: v.exactOptional(
    v.pipe(moment, v.description('When the sale ends: ISO 8601 in UTC, or milliseconds since 1970.')),
  ),
});
export type ItemRequest = v.InferOutput<typeof itemRequest>;

export const countRequest = v.strictObject({
  newCount: v.pipe(units(0), v.description('How many there are to be; 0 removes the item.')),
});

const amount = v.pipe(v.number(), v.minValue(0));

/** One item at one price. */
export const itemLine = v.object({
  itemId: v.string(),
  name: v.string(),
  unitCount: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  offeredPrice: v.pipe(amount, v.description('The price of one when no sale is on.')),
  currency,
  specialSale: v.pipe(
    v.union([v.boolean(), amount]),
    v.description('The price of one now, if a sale is on; `true` if it is `offeredPrice`; else `false`.'),
  ),
  saleExpiration: v.pipe(
    v.nullable(v.pipe(v.string(), v.isoTimestamp())),
    v.description('When the sale that is on ends; `null` if none is, or it does not end.'),
  ),
  timestamp: v.pipe(v.string(), v.isoTimestamp(), v.description('When the line was last changed.')),
});
export type ItemLine = v.InferOutput<typeof itemLine>;
export const itemsBody = v.array(itemLine);

/** What a checkout answers, and what the ledger keeps of it, in the `order` field of the operation that did it. */
export const order = v.object({
  orderId: v.pipe(
    v.custom<OpId>(isOpId, 'not an operation id'),
    v.description('The id of the operation that emptied the cart.'),
  ),
  items: v.array(itemLine),
  total: v.pipe(amount, v.description('Of all items at the prices in force, decimal.')),
  currency,
});
export type Order = v.InferOutput<typeof order>;

/** 1 to 255 printable characters of ASCII. */
export const idempotencyKey = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x7e]{1,255}$/, 'a key is 1 to 255 printable characters of ASCII'),
);
