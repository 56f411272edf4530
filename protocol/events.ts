import * as v from 'valibot';
import { isCartId, isOpId, type CartId, type OpId } from '../cart/ids.ts';

/** Data of the events that `GET /events` and `GET /carts/:id/events` send. */

/** A log position. */
const position = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Event `hello`, the first of every stream. */
export const helloEvent = v.object({
  /** Identifies the log. Positions of another one mean something else. */
  generation: v.string(),
  /** The position that the next operation gets. */
  head: position,
  /** The relay's clock, milliseconds since 1970. */
  time: v.number(),
});
export type HelloEvent = v.InferOutput<typeof helloEvent>;

/** Event `op`, in the order of positions, each once; its `id` is the position. */
export const opEvent = v.object({
  position,
  cartId: v.custom<CartId>(isCartId, 'not a cart id'),
  id: v.custom<OpId>(isOpId, 'not an operation id'),
  /** As in the cart: kinds of later versions too. */
  op: v.looseObject({ kind: v.string() }),
  /** When the relay stored it (ISO 8601, UTC). */
  storedAt: v.pipe(v.string(), v.isoTimestamp()),
});
export type OpEvent = v.InferOutput<typeof opEvent>;

/** Event `unreadable`: what is stored there cannot be read. Of one cart it is the last event. */
export const unreadableEvent = v.object({
  position,
  cartId: v.exactOptional(v.custom<CartId>(isCartId, 'not a cart id')),
});
export type UnreadableEvent = v.InferOutput<typeof unreadableEvent>;

/** The response header that names the log's generation. */
export const GENERATION_HEADER = 'Trolley-Generation';
