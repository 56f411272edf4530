import { pino, type Logger } from 'pino';
import type { CartId, UserId } from '../../cart/ids.ts';
import type { Revocation } from '../../protocol/http.ts';
import type { TokenClaims } from '../../protocol/token.ts';
import { createTokenAuthenticator } from '../access/authenticator.ts';
import type { Identity } from '../access/identity.ts';
import { Revocations, type RevocationStore } from '../access/revocations.ts';
import type { Secrets } from '../access/secret-file.ts';
import { signToken } from '../access/tokens.ts';

export const SECRETS: Secrets = [new TextEncoder().encode('a secret of at least 32 bytes ...')];

/** The claims of a good token; times are in seconds around `now`, which is in milliseconds. */
export const claims = (change: Partial<TokenClaims> = {}, now = Date.now()): TokenClaims => {
  const iat = Math.floor(now / 1000);
  return {
    // Whose operations `addOp` and `OpWriter` make.
    ...{ sub: 'Ana' as UserId, aud: 'kitchen' as CartId, role: 'editor', jti: 'token-1' },
    ...{ iat, exp: iat + 3_600 },
    ...change,
  };
};

/** Revocations that are kept in memory. */
export class MemoryRevocationStore implements RevocationStore {
  stored: readonly Revocation[];
  saves = 0;
  /** Set to fail saves, with this reason. */
  fault: string | null = null;
  /** What the next saves wait for. */
  gate: Promise<void> = Promise.resolve();

  constructor(stored: readonly Revocation[] = []) {
    this.stored = stored;
  }

  load(): Promise<readonly Revocation[]> {
    return Promise.resolve(this.stored);
  }

  async save(revocations: readonly Revocation[]): Promise<void> {
    this.saves += 1;
    await this.gate;
    if (this.fault !== null) throw new Error(this.fault);
    this.stored = revocations;
  }
}

export interface NewIdentity extends Identity {
  readonly revocations: Revocations;
  readonly store: MemoryRevocationStore;
  /** A token of the relay's own secret. */
  readonly token: (change?: Partial<TokenClaims>) => Promise<string>;
}

/** For a relay with a secret. */
export async function newIdentity({ clock = Date.now } = {}): Promise<NewIdentity> {
  const store = new MemoryRevocationStore();
  const revocations = await Revocations.open({ store, clock });
  const authenticator = createTokenAuthenticator({ secrets: SECRETS, revocations, clock });
  return {
    authenticator,
    revocations,
    store,
    token: (change) => signToken(claims(change, clock()), SECRETS),
  };
}

/** A logger that remembers its lines, at every level. */
export function newLogger(): { readonly logger: Logger; readonly lines: readonly string[] } {
  const lines: string[] = [];
  return { logger: pino({ level: 'trace' }, { write: (line) => lines.push(line) }), lines };
}
