import { reasonOf } from '../../cart/result.ts';
import { DatabaseRefused, DatabaseUnavailable, type Database } from '../database/database.ts';
import { isEmbeddedIn, openEmbedded, type EmbeddedDatabase } from '../database/embedded-database.ts';
import { isMigrated, migrate } from '../database/migrate.ts';
import { openPostgres } from '../database/postgres-database.ts';
import type { PsqlDoor } from '../database/psql-door.ts';
import type { DatabaseSettings } from './database-settings.ts';

/** Makes this process the only one to use a directory, or throws; returns what gives it up. */
export type LockDirectory = (directory: string) => () => void;

type Opened =
  | { readonly kind: 'embedded'; readonly database: EmbeddedDatabase }
  | { readonly kind: 'server'; readonly database: Database };

/** The database that was chosen: opened when first used, its tables made when first written to. */
export class ChosenDatabase {
  readonly settings: DatabaseSettings;
  readonly #lock: LockDirectory;
  #opening: Promise<Opened> | null = null;
  #isReady = false;
  #door: PsqlDoor | null = null;

  constructor(settings: DatabaseSettings, lock: LockDirectory) {
    this.settings = settings;
    this.#lock = lock;
  }

  /** Whether there is one; of a server it is not known before it is asked. */
  get isThere(): boolean {
    return this.settings.kind === 'server' || this.#opening !== null || isEmbeddedIn(this.settings.directory);
  }

  /** `null` while there are no tables: then nothing was ever exported. Older ones are brought up to date. */
  async forReading(): Promise<Database | null> {
    if (!this.isThere) return null;
    const { database } = await this.#open();
    return this.#isReady || (await hasTables(database)) ? this.forWriting() : null;
  }

  /** With its tables. */
  async forWriting(): Promise<Database> {
    const { database } = await this.#open();
    if (!this.#isReady && !(await isMigrated(database))) await migrate(database);
    this.#isReady = true;
    return database;
  }

  /** With its tables, if it is there: a server that is away is something to find, not a reason to give up. */
  async forComparing(): Promise<Database> {
    try {
      return await this.forWriting();
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      return this.asIs();
    }
  }

  /** The tables as they are; a server is not asked yet. */
  async asIs(): Promise<Database> {
    return (await this.#open()).database;
  }

  /** Opens the embedded database to psql, or closes it; gives the address while it is open. */
  async openToPsql(isOpen: boolean): Promise<string | null> {
    const opened = await this.#open();
    if (opened.kind === 'server') throw new DatabaseRefused('a database on a server is open to psql already');
    if (!isOpen) await this.#door?.close();
    this.#door = isOpen ? (this.#door ?? (await opened.database.openToPsql(0))) : null;
    return this.#door?.url ?? null;
  }

  async close(): Promise<void> {
    // One that did not open needs no closing.
    const opened = await this.#opening?.catch(() => null);
    await opened?.database.close();
  }

  /** One that does not open is tried again the next time. */
  #open(): Promise<Opened> {
    this.#opening ??= open(this.settings, this.#lock).catch((error: unknown) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }
}

async function hasTables(database: Database): Promise<boolean> {
  const [table] = await database.query<{ exists: boolean }>(
    `select to_regclass('trolley.op') is not null as exists`,
  );
  return table?.exists ?? false;
}

async function open(settings: DatabaseSettings, lock: LockDirectory): Promise<Opened> {
  if (settings.kind === 'server') {
    const { url, password, caFile } = settings;
    const options = { ...(password !== null && { password }), ...(caFile !== null && { caFile }) };
    return { kind: 'server', database: openPostgres({ url, ...options }) };
  }
  const { directory } = settings;
  try {
    return { kind: 'embedded', database: await openEmbedded({ directory, lock }) };
  } catch (error) {
    const message = `the database in ${directory} does not open: ${reasonOf(error)}`;
    throw new DatabaseUnavailable(message, { cause: error });
  }
}
