import type { CartId } from '../../cart/ids.ts';
import { assertNever, type Result } from '../../cart/result.ts';
import { EVERY_CART, type TokenClaims } from '../../protocol/token.ts';
import { words } from '../messages/words.ts';
import type { AccessState } from '../session/types.ts';
import { readAccessCode, type AccessCode } from '../shared/access-code.ts';
import { momentWords } from './moment-words.ts';

export const reachWords = ({ aud }: TokenClaims, cartId: CartId): string => {
  if (aud === EVERY_CART) return words.access.everyCart;
  return aud === cartId ? words.access.thisCart : words.access.anotherCart(aud);
};

/** A code as it was pasted, if it opens this cart; or why it does not, in words. */
export const readCode = (text: string, cartId: CartId, now: number): Result<AccessCode, 'unusable'> =>
  readAccessCode(text, now, ({ aud }) =>
    aud === EVERY_CART || aud === cartId ? null : words.access.isForAnother(aud),
  );

/** What a banner says when the relay shuts the window out; `null` when it does not. */
export function accessHeadline(access: AccessState): string | null {
  switch (access) {
    case 'missing':
      return words.access.missing;
    case 'ended':
      return words.access.ended;
    case 'elsewhere':
      return words.access.elsewhere;
    case 'fine':
    case 'look-only':
      return null;
    default:
      return assertNever(access);
  }
}

/** Where the changes are that nobody else has; times in milliseconds since 1970. */
export function unsentWords(count: number, since: number | null, now: number): string {
  if (count === 0) return words.access.nothingMissing;
  if (since === null) return words.access.keptSafe(count);
  return words.access.keptSince(momentWords(since, now));
}
