import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Keeping, Vault } from './vault.ts';

/** Encrypted token, in base64, by the relay's address. */
const fileSchema = v.record(v.string(), v.string());

export interface TokenStoreOptions {
  /** Where the profile's tokens are kept, encrypted. */
  readonly file: string;
  readonly vault: Vault;
  /** Told what went wrong, for the log; the message never holds a token. */
  readonly onProblem: (message: string) => void;
}

/** A profile's tokens, one for each relay, readable by its owner only. */
export class TokenStore {
  readonly #options: TokenStoreOptions;
  /** What is in use, also when the disk did not take it. */
  readonly #tokens = new Map<string, string | null>();
  #hasFailed = false;

  constructor(options: TokenStoreOptions) {
    this.#options = options;
  }

  /** How the latest token is kept. */
  get keeping(): Keeping {
    return this.#hasFailed ? 'memory' : this.#options.vault.keeping;
  }

  get(relayUrl: string): string | null {
    const known = this.#tokens.get(relayUrl);
    if (known !== undefined) return known;
    const token = this.#decrypt(this.#read()[relayUrl]);
    this.#tokens.set(relayUrl, token);
    return token;
  }

  /** Keeps a token in the place of the one before; `null` for none. */
  set(relayUrl: string, token: string | null): void {
    this.#tokens.set(relayUrl, token);
    const { vault, onProblem } = this.#options;
    const kept = new Map(Object.entries(this.#read()));
    try {
      kept.delete(relayUrl);
      if (token !== null && vault.keeping !== 'memory') {
        kept.set(relayUrl, vault.encrypt(token).toString('base64'));
      }
      this.#write(Object.fromEntries(kept));
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = true;
      onProblem(`the access code is kept until the end only: ${(error as Error).message}`);
    }
  }

  #decrypt(kept: string | undefined): string | null {
    const { vault, onProblem } = this.#options;
    if (kept === undefined || vault.keeping === 'memory') return null;
    try {
      return vault.decrypt(Buffer.from(kept, 'base64'));
    } catch (error) {
      // Another account's, another computer's, or the keyring was made anew: it has to be entered again.
      onProblem(`the access code cannot be read any more: ${(error as Error).message}`);
      return null;
    }
  }

  #read(): Readonly<Record<string, string>> {
    try {
      const parsed = v.safeParse(fileSchema, JSON.parse(readFileSync(this.#options.file, 'utf8')));
      return parsed.success ? parsed.output : {};
    } catch {
      return {}; // None was kept yet, or nothing readable: it has to be entered again.
    }
  }

  /** By way of a second file, so that a crash leaves the one or the other. */
  #write(kept: Readonly<Record<string, string>>): void {
    const { file } = this.#options;
    const next = `${file}.next`;
    writeFileSync(next, `${JSON.stringify(kept)}\n`, { mode: 0o600, flush: true });
    renameSync(next, file);
  }
}
