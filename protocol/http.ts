import * as v from 'valibot';
import { isCurrency, type Currency } from '../cart/currency.ts';
import { isCartId, isOpId, type CartId, type OpId } from '../cart/ids.ts';

/**
 * Bodies of the relay's HTTP interface. Its clients check what they receive with these schemas; the relay's
 * tests check what it sends.
 */

const cartId = v.custom<CartId>(isCartId, 'not a cart id');
const opId = v.custom<OpId>(isOpId, 'not an operation id');
const currency = v.custom<Currency>(isCurrency, 'unknown currency');
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Minor units by currency; `null` when too large to be an exact number. */
const totals = v.record(currency, v.nullable(count));
/** SHA-256 in hex of `digestText`. */
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Codes of error bodies. */
export const httpErrorCodes = ['not_found', 'method_not_allowed', 'unavailable', 'internal'] as const;
export type HttpErrorCode = (typeof httpErrorCodes)[number];

/** Every 4xx and 5xx. */
export const errorBody = v.object({
  error: v.object({ code: v.picklist(httpErrorCodes), message: v.string() }),
});
export type ErrorBody = v.InferOutput<typeof errorBody>;

/** `GET /healthz`: the process answers. */
export const healthBody = v.object({ status: v.literal('ok') });
export type HealthBody = v.InferOutput<typeof healthBody>;

/** `GET /readyz`: 200 `ready`; 503 with the reason while draining or while the log cannot be written. */
export const readinessBody = v.variant('status', [
  v.object({ status: v.literal('ready') }),
  v.object({ status: v.picklist(['draining', 'log_unwritable']), reason: v.string() }),
]);
export type ReadinessBody = v.InferOutput<typeof readinessBody>;

/** `GET /carts`: one of these for each cart, sorted by id. */
export const cartSummary = v.object({
  cartId,
  /** Durable operations. */
  ops: count,
  lines: count,
  units: count,
  totals,
  /** Connections at this moment. */
  peers: count,
  /** When the relay last stored an operation of it (ISO 8601, UTC); `null` before the first. */
  updatedAt: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
});
export type CartSummary = v.InferOutput<typeof cartSummary>;
export const cartsBody = v.array(cartSummary);

export const cartRow = v.object({
  productId: v.string(),
  name: v.string(),
  options: v.record(v.string(), v.string()),
  qty: count,
  /** Minor units for one unit now: a sale that is over no longer counts. */
  price: v.object({ amount: count, currency }),
  note: v.string(),
  lineIds: v.array(opId),
});
export type CartRowBody = v.InferOutput<typeof cartRow>;

/** `GET /carts/:id`: what the cart amounts to now. */
export const cartBody = v.object({
  cartId,
  title: v.string(),
  currency: v.nullable(currency),
  rows: v.array(cartRow),
  units: count,
  totals,
  ops: count,
  digest,
});
export type CartBody = v.InferOutput<typeof cartBody>;

/** An operation with its id beside its fields; kinds of later versions too. */
export const rawOp = v.looseObject({ id: opId, kind: v.string() });
export type RawOp = v.InferOutput<typeof rawOp>;

/** `GET /carts/:id/raw`: every operation, sorted by id. */
export const rawCartBody = v.object({
  cartId,
  ops: v.array(rawOp),
  /** Of the durable operations, as Yjs encodes it, in base64. */
  stateVector: v.pipe(v.string(), v.base64()),
  digest,
  reducerVersion: count,
});
export type RawCartBody = v.InferOutput<typeof rawCartBody>;

/** `GET /state`: each cart's rows in system 1's words; see `plain-lines.ts`. */
export const stateBody = v.record(
  cartId,
  v.array(
    v.object({
      product_id: v.union([count, v.string()]),
      product_name: v.string(),
      price: v.number(),
      quantity: count,
    }),
  ),
);

/** `GET /raw_state`: each cart's operations, sorted by id. */
export const rawStateBody = v.record(cartId, v.array(rawOp));
