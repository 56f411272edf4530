import * as v from 'valibot';
import { isCartId, isUserId, type CartId, type UserId } from '../cart/ids.ts';

/**
 * What lets somebody in: a JWT, signed with HMAC SHA-256 by whoever holds the relay's secret.
 *
 * It travels as the WebSocket subprotocol `trolley.token.<jwt>` or as `Authorization: Bearer <jwt>`, never in
 * an address.
 */

/** What a token allows: to look; to write too; to see and manage everything, such as revocations. */
export const roles = ['reader', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

export const TOKEN_SUBPROTOCOL_PREFIX = 'trolley.token.';

/** The audience of a token that is good for every cart. */
export const EVERY_CART = '*';

/** Longer ones are refused unread. In characters. */
export const MAX_TOKEN_LENGTH = 4096;

/** A token that would live longer is refused. In seconds. */
export const MAX_TOKEN_SECONDS = 366 * 24 * 60 * 60;

/** A token's own name: 1 to 128 printable characters of ASCII, none of them a space. */
export const isTokenId = (text: unknown): text is string =>
  typeof text === 'string' && /^[\x21-\x7e]{1,128}$/.test(text);

/** Seconds since 1970. */
const moment = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER / 1000));

/** What a token says; every claim is required, others are ignored. */
export const tokenClaims = v.object({
  /** Who. */
  sub: v.custom<UserId>(isUserId, 'sub is not a user id'),
  /** Which cart. */
  aud: v.union([v.literal(EVERY_CART), v.custom<CartId>(isCartId)], 'aud is not a cart id or "*"'),
  role: v.picklist(roles, 'role is none of reader, editor and admin'),
  /** When it was issued. */
  iat: moment,
  /** From when it is good for nothing. */
  exp: moment,
  /** Its own name, for revoking it. */
  jti: v.custom<string>(isTokenId, 'jti is not a token id'),
});
export type TokenClaims = v.InferOutput<typeof tokenClaims>;
