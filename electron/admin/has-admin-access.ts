import { EVERY_CART } from '../../protocol/token.ts';
import type { RelayAccess } from '../access/relay-access.ts';

type Access = Pick<RelayAccess, 'token'> & { readonly info: Pick<RelayAccess['info'], 'claims'> };

/**
 * Whether somebody may use the admin view: an admin of every cart, or whoever works with a relay without tokens.
 *
 * The relay decides for itself what it gives to whom; this keeps others from the database of the profile.
 */
export const hasAdminAccess = ({ token, info: { claims } }: Access): boolean =>
  token === null || (claims?.role === 'admin' && claims.aud === EVERY_CART);

export const NO_ACCESS =
  'Your access code is not an administrator’s. Ask whoever runs the server for one, and enter it here.';
