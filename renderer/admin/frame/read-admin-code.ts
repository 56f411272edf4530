import { ok, refuse, type Result } from '../../../cart/result.ts';
import { readClaims, tidyToken } from '../../../protocol/read-claims.ts';
import { EVERY_CART, type TokenClaims } from '../../../protocol/token.ts';
import { isOver, untilWords } from '../../cart/access-words.ts';

/** An access code as it was pasted, if it says that it opens the admin window; or why it does not, in words. */
export function readAdminCode(
  text: string,
  now: number,
): Result<{ readonly token: string; readonly claims: TokenClaims }, 'unusable'> {
  const token = tidyToken(text);
  const claims = readClaims(token);
  if (claims === null) {
    return refuse(
      'unusable',
      'This is not an access code. Copy all of it, from its first letter to its last.',
    );
  }
  if (claims.role !== 'admin')
    return refuse(
      'unusable',
      `This code is ${claims.role === 'editor' ? 'an editor’s' : 'a reader’s'}, not an admin’s.`,
    );
  if (claims.aud !== EVERY_CART) return refuse('unusable', `This code is for one cart only: ${claims.aud}.`);
  if (isOver(claims, now)) return refuse('unusable', `This code ran out on ${untilWords(claims)}.`);
  return ok({ token, claims });
}
