import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { ok, reasonOf, refuse, type Result } from '../../cart/result.ts';
import type { DatabaseChoice, DatabaseInfo } from '../../protocol/admin/database.ts';
import type { DatabaseSettings } from '../../ledger/admin/database-settings.ts';
import { replaceFile } from '../profile/replace-file.ts';
import type { SecretStore } from '../access/secret-store.ts';
import { splitPassword } from './split-password.ts';

/** What is on the disk: never a password. */
const kept = v.variant('kind', [
  v.strictObject({ kind: v.literal('embedded') }),
  v.strictObject({ kind: v.literal('server'), url: v.string(), caFile: v.nullable(v.string()) }),
]);
type Kept = v.InferOutput<typeof kept>;

export interface DatabaseChoiceOptions {
  /** Where the profile's choice is kept. */
  readonly file: string;
  /** Where the embedded database is, or will be. */
  readonly directory: string;
  /** Passwords, by the address of their database. */
  readonly passwords: SecretStore;
  /** Told what went wrong, for the log. */
  readonly onProblem: (message: string) => void;
}

/** Which database a profile uses. The password is kept apart, encrypted. */
export class DatabaseChoiceStore {
  readonly #options: DatabaseChoiceOptions;
  #choice: Kept;

  constructor(options: DatabaseChoiceOptions) {
    this.#options = options;
    this.#choice = readChoice(options);
  }

  /** Everything that is needed to open it. */
  get settings(): DatabaseSettings {
    const { directory, passwords } = this.#options;
    if (this.#choice.kind === 'embedded') return { kind: 'embedded', directory };
    return { ...this.#choice, password: passwords.get(this.#choice.url) };
  }

  /** What may be shown of it; `psqlUrl` is the way into the embedded one, while it is open. */
  info(psqlUrl: string | null): DatabaseInfo {
    const { directory, passwords } = this.#options;
    if (this.#choice.kind === 'embedded') return { kind: 'embedded', directory, psqlUrl };
    const hasPassword = passwords.get(this.#choice.url) !== null;
    return { ...this.#choice, hasPassword, keeping: passwords.keeping };
  }

  /** What a choice would come to, with the password that is kept for its address if none is given. */
  settingsFor(choice: DatabaseChoice): Result<DatabaseSettings, 'invalid'> {
    const { directory, passwords } = this.#options;
    if (choice.kind === 'embedded') return ok({ kind: 'embedded', directory });
    const address = splitPassword(choice.url);
    if (!address) {
      return refuse('invalid', 'This is no address of a database, such as postgres://user@host:5432/name.');
    }
    const { url } = address;
    const given = choice.password ?? address.password;
    const password = given === '' ? null : (given ?? passwords.get(url));
    return ok({ kind: 'server', url, password, caFile: choice.caFile });
  }

  /** Uses these settings from now on. */
  use(settings: DatabaseSettings): void {
    const { file, passwords, onProblem } = this.#options;
    if (settings.kind === 'server') passwords.set(settings.url, settings.password);
    this.#choice =
      settings.kind === 'embedded'
        ? { kind: 'embedded' }
        : { kind: 'server', url: settings.url, caFile: settings.caFile };
    try {
      replaceFile(file, JSON.stringify(this.#choice));
    } catch (error) {
      onProblem(`the choice of database is kept until the end only: ${reasonOf(error)}`);
    }
  }
}

/** The embedded one, unless another was chosen. */
function readChoice({ file, onProblem }: DatabaseChoiceOptions): Kept {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { kind: 'embedded' }; // None was made yet.
  }
  try {
    return v.parse(kept, JSON.parse(text));
  } catch (error) {
    onProblem(`the choice of database cannot be read: ${reasonOf(error)}`);
    return { kind: 'embedded' };
  }
}
