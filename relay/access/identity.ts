import { join } from 'node:path';
import type { Clock } from '../../cart/hlc.ts';
import { createTokenAuthenticator, openAuthenticator, type Authenticator } from './authenticator.ts';
import { REVOCATION_FILE, revocationFile } from './revocation-file.ts';
import { Revocations } from './revocations.ts';
import type { Secrets } from './secret-file.ts';

/** How a relay knows who is who. */
export interface Identity {
  readonly authenticator: Authenticator;
  /** `null` without a secret: there are no tokens to take back. */
  readonly revocations: Revocations | null;
}

/** Of a relay without a secret. */
export const OPEN_IDENTITY: Identity = { authenticator: openAuthenticator, revocations: null };

export interface OpenIdentityOptions {
  readonly secrets: Secrets;
  /** Where revocations are kept; it must be there, and locked. */
  readonly dataDir: string;
  readonly clock: Clock;
}

/** Of a relay with a secret. Rejects with `RevocationFileError`. */
export async function openIdentity({ secrets, dataDir, clock }: OpenIdentityOptions): Promise<Identity> {
  const store = revocationFile(join(dataDir, REVOCATION_FILE));
  const revocations = await Revocations.open({ store, clock });
  return { authenticator: createTokenAuthenticator({ secrets, revocations, clock }), revocations };
}
