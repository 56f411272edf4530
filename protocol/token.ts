/**
 * What lets somebody in: a JWT, signed by whoever holds the relay's secret.
 *
 * Claims: `sub` the user, `aud` one cart's id or `*` for all, `role`, `exp`, `iat` and `jti`. It travels as the
 * WebSocket subprotocol `trolley.token.<jwt>` or as `Authorization: Bearer <jwt>`, never in an address.
 */

/** What a token allows: to look; to write too; to see and manage everything, such as revocations. */
export const roles = ['reader', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

export const TOKEN_SUBPROTOCOL_PREFIX = 'trolley.token.';

/** The audience of a token that is good for every cart. */
export const EVERY_CART = '*';
