import type { CartId } from '../../cart/ids.ts';
import { assertNever, refuse, type Result } from '../../cart/result.ts';
import { readClaims, tidyToken } from '../../protocol/read-claims.ts';
import { EVERY_CART, type Role, type TokenClaims } from '../../protocol/token.ts';
import type { AccessInfo } from '../../protocol/ipc.ts';
import type { AccessState } from '../session/types.ts';
import { counted } from './counting.ts';

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

/** Where the code is, if that is less than a safe place. */
export const keepingWords: Readonly<Record<AccessInfo['keeping'], string | null>> = {
  protected: null,
  weak: 'This computer has no keyring to lock the code away in. It is kept in your own folder, where whoever can read your files can read it.',
  memory: 'The code cannot be stored on this computer just now. It is forgotten when you quit.',
};

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' });

/** "21 Nov 2026, 14:02", from seconds since 1970 as tokens have them. */
export const untilWords = ({ exp }: TokenClaims): string => moment.format(exp * 1000);

export const isOver = ({ exp }: TokenClaims, now: number): boolean => exp * 1000 <= now;

/** A code as it was pasted, with what it says; or why it is of no use here, in words. */
export function readCode(
  text: string,
  cartId: CartId,
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
  if (claims.aud !== EVERY_CART && claims.aud !== cartId) {
    return refuse('unusable', `This code is for another cart: ${claims.aud}.`);
  }
  if (isOver(claims, now)) return refuse('unusable', `This code ran out on ${untilWords(claims)}.`);
  return { ok: true, value: { token, claims } };
}

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
