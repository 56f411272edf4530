import type { CartId, UserId } from '../../cart/ids.ts';
import { EVERY_CART, roles, type Role } from '../../protocol/token.ts';

/** What somebody may do, for as long as it lasts. */
export interface Grant {
  /** `null` on a relay without a secret, where nobody is known by name. */
  readonly user: UserId | null;
  readonly role: Role;
  readonly cart: CartId | typeof EVERY_CART;
  /** Milliseconds since 1970, by the clock of whoever issued it. */
  readonly issuedAt: number;
  /** Milliseconds since 1970; `Infinity` for never. */
  readonly expiresAt: number;
  /** The token's `jti`; `null` without a token. */
  readonly tokenId: string | null;
}

/** What everybody has on a relay without a secret: it can be reached from its own machine only. */
export const OPEN_GRANT: Grant = {
  user: null,
  role: 'admin',
  cart: EVERY_CART,
  issuedAt: 0,
  expiresAt: Infinity,
  tokenId: null,
};

/** Whether it reaches that cart at all. */
export const reaches = ({ cart }: Grant, cartId: CartId): boolean => cart === EVERY_CART || cart === cartId;

/** Whether it allows what that role may. */
export const hasRole = ({ role }: Grant, needed: Role): boolean =>
  roles.indexOf(role) >= roles.indexOf(needed);

export const mayWrite = (grant: Grant): boolean => hasRole(grant, 'editor');
