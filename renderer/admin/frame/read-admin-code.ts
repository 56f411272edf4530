import type { Result } from '../../../cart/result.ts';
import { EVERY_CART, type TokenClaims } from '../../../protocol/token.ts';
import { readAccessCode, type AccessCode } from '../../shared/access-code.ts';

/** An access code as it was pasted, if it says that it opens the admin window; or why it does not, in words. */
export const readAdminCode = (text: string, now: number): Result<AccessCode, 'unusable'> =>
  readAccessCode(text, now, notForAdmins);

function notForAdmins({ role, aud }: TokenClaims): string | null {
  if (role !== 'admin')
    return `This code is ${role === 'editor' ? 'an editor’s' : 'a reader’s'}, not an admin’s.`;
  return aud === EVERY_CART ? null : `This code is for one cart only: ${aud}.`;
}
