import * as v from 'valibot';
import { isCurrency, type Currency } from '../cart/currency.ts';
import { isCartId, type CartId } from '../cart/ids.ts';
import { MAX_TEXT } from '../cart/op.ts';
import { isRelayUrl } from './join-link.ts';

/**
 * The carts that a profile knows of, whether or not they are open. The cart itself is never here: only where
 * it is, where it is filed, and what it looked like when it was last open.
 */

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const milliseconds = count;
const cartId = v.custom<CartId>(isCartId, 'not a cart id');

/** What a cart came to when it was last open here. */
export const cartFiguresSchema = v.object({
  title: v.pipe(v.string(), v.maxLength(MAX_TEXT.name)),
  products: count,
  units: count,
  /** Minor units by currency; `null` when too large to be exact. */
  totals: v.record(v.custom<Currency>(isCurrency, 'not a currency'), v.nullable(count)),
  /** When its latest operation was made. Milliseconds since 1970; `null` for none. */
  changedAt: v.nullable(milliseconds),
  /** Operations that are on this computer only. */
  unsent: count,
});
export type CartFigures = v.InferOutput<typeof cartFiguresSchema>;

/** Where a cart is filed. What is in the trash stays there until somebody deletes it for good. */
const shelves = ['active', 'archived', 'trashed'] as const;

export const cartRecordSchema = v.object({
  cartId,
  /** The relay it is on; `null` for a cart of this computer alone. */
  relayUrl: v.nullable(v.custom<string>(isRelayUrl, 'not the address of a relay')),
  shelf: v.picklist(shelves),
  /** Kept to make others from. */
  isTemplate: v.boolean(),
  /** Milliseconds since 1970. */
  addedAt: milliseconds,
  openedAt: milliseconds,
  /** `null` until it was open here once. */
  figures: v.nullable(cartFiguresSchema),
});
export type CartRecord = v.InferOutput<typeof cartRecordSchema>;

/** What may be changed of a record. */
export const cartFilingSchema = v.partial(v.pick(cartRecordSchema, ['relayUrl', 'shelf', 'isTemplate']));
export type CartFiling = v.InferOutput<typeof cartFilingSchema>;
