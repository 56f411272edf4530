import { webcrypto } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';
import type { Clock } from '../../cart/hlc.ts';
import { ok, refuse, type Result } from '../../cart/result.ts';
import { MAX_TOKEN_LENGTH, MAX_TOKEN_SECONDS, tokenClaims, type TokenClaims } from '../../protocol/token.ts';
import type { Secrets } from './secret-file.ts';

/** The only algorithm there is: what a token's header asks for is compared with it, never followed. */
const ALGORITHM = 'HS256';

/** How far an issuer's clock may be ahead of the relay's, in seconds. It never lengthens a token's life. */
export const CLOCK_TOLERANCE_SECONDS = 5;

/** A token that says this. */
export const signToken = ({ aud, ...claims }: TokenClaims, [secret]: Secrets): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' }).setAudience(aud).sign(secret);

/** What a token says, if it is good at the moment. The refusal's message never quotes it. */
export type ReadToken = (token: string) => Promise<Result<TokenClaims, 'unauthorised'>>;

export interface TokenReaderOptions {
  readonly secrets: Secrets;
  readonly clock: Clock;
}

/** Reads tokens that were signed with one of the secrets. */
export function createTokenReader({ secrets, clock }: TokenReaderOptions): ReadToken {
  // Once and not for every token, which would take most of the time that reading one takes.
  const keys = Promise.all(secrets.map(importKey));
  return async (token) => {
    if (token.length > MAX_TOKEN_LENGTH) return unauthorised('the token is too long');
    const now = clock();
    for (const key of await keys) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [ALGORITHM],
          currentDate: new Date(now),
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
        });
        return judgeClaims(payload, now / 1000);
      } catch (error) {
        if (error instanceof errors.JWSSignatureVerificationFailed) continue;
        if (error instanceof errors.JWTExpired) return unauthorised('the token has expired');
        if (error instanceof errors.JOSEError) return unauthorised('the token is not a valid one');
        throw error;
      }
    }
    return unauthorised('the token was signed with another secret');
  };
}

const importKey = (secret: Uint8Array): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);

function judgeClaims(payload: unknown, now: number): Result<TokenClaims, 'unauthorised'> {
  const parsed = v.safeParse(tokenClaims, payload);
  if (!parsed.success) {
    const [{ message, path }] = parsed.issues;
    const claim = String(path?.[0]?.key);
    return unauthorised(`the token's claim ${claim} is missing or wrong: ${message}`);
  }
  const { iat, exp } = parsed.output;
  if (exp <= now) return unauthorised('the token has expired');
  if (iat > now + CLOCK_TOLERANCE_SECONDS) return unauthorised('the token is of the future');
  if (exp - iat > MAX_TOKEN_SECONDS) return unauthorised('the token would live too long');
  return ok(parsed.output);
}

const unauthorised = (message: string) => refuse('unauthorised', message);
