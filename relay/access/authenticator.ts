import type { Clock } from '../../cart/hlc.ts';
import { ok, refuse, type Result } from '../../cart/result.ts';
import { OPEN_GRANT, type Grant } from './grant.ts';
import type { Revocations } from './revocations.ts';
import type { Secrets } from './secret-file.ts';
import { createTokenReader } from './tokens.ts';

/** Finds out who somebody is. */
export interface Authenticator {
  /** Without a secret nobody needs a token, and the relay can be reached from its own machine only. */
  readonly needsToken: boolean;
  /** What a token allows. The refusal's message is for whoever sent it, and never quotes it. */
  authenticate(token: string | null): Promise<Result<Grant, 'unauthorised'>>;
  /** Whether a grant has been taken back. Not whether it has expired. */
  isRevoked(grant: Grant): boolean;
  /** Calls back at once, before anything else happens, whenever grants are taken back. */
  onRevocation(listener: () => void): void;
}

/** For a relay without a secret: everybody who can reach it may do everything. */
export const openAuthenticator: Authenticator = {
  needsToken: false,
  authenticate: () => Promise.resolve(ok(OPEN_GRANT)),
  isRevoked: () => false,
  onRevocation: () => undefined,
};

export interface TokenAuthenticatorOptions {
  readonly secrets: Secrets;
  readonly revocations: Revocations;
  readonly clock: Clock;
}

/** For a relay with a secret: whoever shows a token that it signed, and that nobody has taken back. */
export function createTokenAuthenticator({
  secrets,
  revocations,
  clock,
}: TokenAuthenticatorOptions): Authenticator {
  const readToken = createTokenReader({ secrets, clock });
  return {
    needsToken: true,
    authenticate: async (token) => {
      if (token === null) return refuse('unauthorised', 'a token is needed');
      const read = await readToken(token);
      if (!read.ok) return read;
      const { sub, aud, role, iat, exp, jti } = read.value;
      const grant: Grant = {
        user: sub,
        role,
        cart: aud,
        issuedAt: iat * 1000,
        expiresAt: exp * 1000,
        tokenId: jti,
      };
      return revocations.isRevoked(grant) ? refuse('unauthorised', 'the token has been revoked') : ok(grant);
    },
    isRevoked: (grant) => revocations.isRevoked(grant),
    onRevocation: (listener) => revocations.onRevocation(listener),
  };
}
