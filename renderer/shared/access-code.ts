import { lazily } from '../../cart/lazily.ts';
import { refuse, type Result } from '../../cart/result.ts';
import type { AccessInfo } from '../../protocol/ipc.ts';
import { readClaims, tidyToken } from '../../protocol/read-claims.ts';
import type { TokenClaims } from '../../protocol/token.ts';
import { language, words } from '../messages/words.ts';

/** An access code with what it says of itself. */
export interface AccessCode {
  readonly token: string;
  readonly claims: TokenClaims;
}

/** A code as it was pasted; or why it is of no use here, in words, of which `objection` has its own. */
export function readAccessCode(
  text: string,
  now: number,
  objection: (claims: TokenClaims) => string | null,
): Result<AccessCode, 'unusable'> {
  const token = tidyToken(text);
  const claims = readClaims(token);
  if (claims === null) {
    return refuse('unusable', words.access.notACode);
  }
  const against = objection(claims);
  if (against !== null) return refuse('unusable', against);
  if (isOver(claims, now)) return refuse('unusable', words.access.ranOutOn(untilWords(claims)));
  return { ok: true, value: { token, claims } };
}

const moment = lazily(() => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }));

/** "21 Nov 2026, 14:02", from seconds since 1970 as tokens have them. */
export const untilWords = ({ exp }: TokenClaims): string => moment().format(exp * 1000);

export const isOver = ({ exp }: TokenClaims, now: number): boolean => exp * 1000 <= now;

/** Where the code is, if that is less than a safe place. */
export const keepingWords: Readonly<Record<AccessInfo['keeping'], string | null>> = {
  protected: null,
  ...words.access.keeping,
};
