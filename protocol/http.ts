import * as v from 'valibot';
import { isCurrency, type Currency } from '../cart/currency.ts';
import { isCartId, isOpId, isUserId, type CartId, type OpId, type UserId } from '../cart/ids.ts';
import { errorBody } from './http-errors.ts';
import { isTokenId } from './token.ts';

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
  digest,
  /** Connections at this moment. */
  peers: count,
  /** When the relay last stored an operation of it (ISO 8601, UTC); `null` before the first. */
  updatedAt: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
});
export type CartSummary = v.InferOutput<typeof cartSummary>;

/** In place of a cart that cannot be read, so that it is never taken for an empty one. */
const unreadableCart = errorBody;
const unreadableSummary = v.object({ cartId, ...unreadableCart.entries });
export const cartsBody = v.array(v.union([cartSummary, unreadableSummary]));

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
export const plainRow = v.object({
  product_id: v.union([count, v.string()]),
  product_name: v.string(),
  price: v.number(),
  quantity: count,
});
export const stateBody = v.record(cartId, v.union([v.array(plainRow), unreadableCart]));

/** `GET /raw_state`: each cart's operations, sorted by id. */
export const rawStateBody = v.record(cartId, v.union([v.array(rawOp), unreadableCart]));

const byToken = { tokenId: v.custom<string>(isTokenId, 'not a token id') };
const byUser = { user: v.custom<UserId>(isUserId, 'not a user id') };
const revokedAt = v.pipe(v.string(), v.isoTimestamp());

/** `POST /revocations`: takes back one token, or all of a user's issued until now. */
export const revocationRequest = v.union(
  [v.strictObject(byToken), v.strictObject(byUser)],
  'give either a tokenId or a user',
);
export type RevocationRequest = v.InferOutput<typeof revocationRequest>;

/** What `POST /revocations` answers, once it is on disk. It is in force before that. */
export const revocation = v.union([
  v.strictObject({ ...byToken, revokedAt }),
  v.strictObject({ ...byUser, revokedAt }),
]);
export type Revocation = v.InferOutput<typeof revocation>;

/** `GET /revocations`: what is in force, the oldest first. */
export const revocationsBody = v.array(revocation);
