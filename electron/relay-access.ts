import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessInfo } from '../protocol/ipc.ts';
import { readClaims, tidyToken } from '../protocol/read-claims.ts';
import { SecretStore } from './secret-store.ts';
import type { Vault } from './vault.ts';

interface RelayAccessOptions {
  /** `null` when there is none, and then nothing to have access to. */
  readonly relayUrl: string | null;
  readonly store: SecretStore;
}

/** This instance's access to its relay: one token for all its windows. */
export class RelayAccess {
  readonly #options: RelayAccessOptions;
  readonly #listeners: (() => void)[] = [];

  constructor(options: RelayAccessOptions) {
    this.#options = options;
  }

  get token(): string | null {
    const { relayUrl, store } = this.#options;
    return relayUrl === null ? null : store.get(relayUrl);
  }

  /** What may be shown of it: everything but the token. */
  get info(): AccessInfo {
    const { token } = this;
    const { keeping } = this.#options.store;
    return { claims: token === null ? null : readClaims(token), keeping };
  }

  /** Takes a token in the place of the one before, or none. Whether it is one. */
  set(token: string | null): boolean {
    const { relayUrl, store } = this.#options;
    if (relayUrl === null || (token !== null && readClaims(token) === null)) return false;
    store.set(relayUrl, token);
    for (const listener of this.#listeners) listener();
    return true;
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }
}

/** Opens the profile's access to this relay, and takes on what is in `tokenFile`. When the app is ready. */
export function openRelayAccess(
  relayUrl: string | null,
  tokenFile: string | null,
  vault: Vault,
): RelayAccess {
  const onProblem = (message: string) => void process.stderr.write(`${message}\n`);
  const file = join(app.getPath('userData'), 'access.json');
  const store = new SecretStore({ file, vault, what: 'the access code', onProblem });
  const access = new RelayAccess({ relayUrl, store });
  if (tokenFile === null) return access;
  if (!access.set(tidyToken(readFileSync(tokenFile, 'utf8')))) {
    throw new Error(`--token-file: ${tokenFile} holds no access code`);
  }
  return access;
}
