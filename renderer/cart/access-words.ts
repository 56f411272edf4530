import type { CartId } from '../../cart/ids.ts';
import { assertNever, type Result } from '../../cart/result.ts';
import { EVERY_CART, type Role, type TokenClaims } from '../../protocol/token.ts';
import type { AccessState } from '../session/types.ts';
import { readAccessCode, type AccessCode } from '../shared/access-code.ts';
import { counted } from '../shared/counting.ts';

/** What a reader is told in place of everything that would change the cart. */
export const LOOK_ONLY = 'You can look at this cart, not change it.';

export const roleWords: Readonly<Record<Role, string>> = {
  reader: 'Look at the cart',
  editor: 'Look at the cart and change it',
  admin: 'Look at the cart, change it, and say who else may',
};

export const reachWords = ({ aud }: TokenClaims, cartId: CartId): string => {
  if (aud === EVERY_CART) return 'Every cart';
  return aud === cartId ? 'This cart' : `Another cart, ${aud}`;
};

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' });

/** A code as it was pasted, if it opens this cart; or why it does not, in words. */
export const readCode = (text: string, cartId: CartId, now: number): Result<AccessCode, 'unusable'> =>
  readAccessCode(text, now, ({ aud }) =>
    aud === EVERY_CART || aud === cartId ? null : `This code is for another cart: ${aud}.`,
  );

/** What a banner says when the relay shuts the window out; `null` when it does not. */
export function accessHeadline(access: AccessState): string | null {
  switch (access) {
    case 'missing':
      return 'This cart needs an access code.';
    case 'ended':
      return 'Your access to this cart has ended.';
    case 'elsewhere':
      return 'Your access code does not open this cart.';
    case 'fine':
    case 'look-only':
      return null;
    default:
      return assertNever(access);
  }
}

/** Where the changes are that nobody else has; times in milliseconds since 1970. */
export function unsentWords(count: number, since: number | null, now: number): string {
  if (count === 0) return 'Nothing of yours is missing: everyone has what you changed.';
  if (since === null) return `${counted(count, 'change')} kept safe on this computer. Nobody else has it.`;
  const isToday = new Date(since).toDateString() === new Date(now).toDateString();
  const when = isToday ? clock.format(since) : `${day.format(since)}, ${clock.format(since)}`;
  return `What you changed since ${when} is safe on this computer, but nobody else has it.`;
}
