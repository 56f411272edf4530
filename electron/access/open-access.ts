import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CartId } from '../../cart/ids.ts';
import { tidyToken } from '../../protocol/read-claims.ts';
import { CartAccess } from './cart-access.ts';
import { SecretStore } from './secret-store.ts';
import type { Vault } from './vault.ts';

/** Opens the profile's access codes. When the app is ready. */
export function openAccess(vault: Vault, onProblem: (message: string) => void): CartAccess {
  const file = join(app.getPath('userData'), 'access.json');
  return new CartAccess(new SecretStore({ file, vault, what: 'the access code', onProblem }));
}

/** What a token was given for: a relay, and a cart of it if one was named. */
interface TokenPlace {
  readonly relayUrl: string | null;
  readonly cartId: CartId | null;
}

/** Takes on the token that is in a file; throws when there is none. */
export function takeTokenFile(access: CartAccess, { relayUrl, cartId }: TokenPlace, tokenFile: string): void {
  const token = tidyToken(readFileSync(tokenFile, 'utf8'));
  const isTaken =
    cartId === null
      ? relayUrl !== null && access.setRelayToken(relayUrl, token)
      : access.set({ cartId, relayUrl }, token);
  if (isTaken) return;
  throw new Error(`--token-file: ${tokenFile} holds no access code`);
}
