import * as v from 'valibot';
import { readFileSync } from 'node:fs';
import { reasonOf } from '../../cart/result.ts';
import { replaceFile } from '../profile/replace-file.ts';
import type { Keeping, Vault } from './vault.ts';

/** Encrypted secret, in base64, by the address it is for. */
const fileSchema = v.record(v.string(), v.string());

export interface SecretStoreOptions {
  /** Where the profile's secrets of a kind are kept, encrypted. */
  readonly file: string;
  readonly vault: Vault;
  /** What they are, for the log, as in `the access code`. */
  readonly what: string;
  /** Told what went wrong, for the log; the message never holds a secret. */
  readonly onProblem: (message: string) => void;
}

/** A profile's secrets of one kind, one for each address, readable by its owner only. */
export class SecretStore {
  readonly #options: SecretStoreOptions;
  /** What is in use, also when the disk did not take it. */
  readonly #secrets = new Map<string, string | null>();
  #hasFailed = false;

  constructor(options: SecretStoreOptions) {
    this.#options = options;
  }

  /** How the latest secret is kept. */
  get keeping(): Keeping {
    return this.#hasFailed ? 'memory' : this.#options.vault.keeping;
  }

  /** Those that there is a secret for, or was before it could not be read any more. */
  get addresses(): readonly string[] {
    const gone = [...this.#secrets].filter(([, secret]) => secret === null).map(([address]) => address);
    const all = new Set([...Object.keys(this.#read()), ...this.#secrets.keys()]);
    return [...all].filter((address) => !gone.includes(address));
  }

  get(address: string): string | null {
    const known = this.#secrets.get(address);
    if (known !== undefined) return known;
    const secret = this.#decrypt(this.#read()[address]);
    this.#secrets.set(address, secret);
    return secret;
  }

  /** Keeps a secret in the place of the one before; `null` for none. */
  set(address: string, secret: string | null): void {
    this.#secrets.set(address, secret);
    const { file, vault, what, onProblem } = this.#options;
    const kept = new Map(Object.entries(this.#read()));
    try {
      kept.delete(address);
      if (secret !== null && vault.keeping !== 'memory') {
        kept.set(address, vault.encrypt(secret).toString('base64'));
      }
      replaceFile(file, JSON.stringify(Object.fromEntries(kept)));
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = true;
      onProblem(`${what} is kept until the end only: ${reasonOf(error)}`);
    }
  }

  #decrypt(kept: string | undefined): string | null {
    const { vault, what, onProblem } = this.#options;
    if (kept === undefined || vault.keeping === 'memory') return null;
    try {
      return vault.decrypt(Buffer.from(kept, 'base64'));
    } catch (error) {
      // Another account's, another computer's, or the keyring was made anew: it has to be entered again.
      onProblem(`${what} cannot be read any more: ${reasonOf(error)}`);
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
}
