import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Database } from '../ledger/database/database.ts';
import { openEmbedded } from '../ledger/database/embedded-database.ts';
import { isMigrated, migrate } from '../ledger/database/migrate.ts';
import { openPostgres } from '../ledger/database/postgres-database.ts';
import { lockData } from '../relay/log/data-lock.ts';
import { parsePort } from './arguments.ts';
import { UsageError } from './exit-codes.ts';

/** Which database a subcommand works on. */
export interface DatabaseOptions {
  readonly databaseUrl?: string;
  readonly databaseUrlFile?: string;
  readonly databaseCa?: string;
  readonly databaseDir?: string;
  readonly psqlPort?: number;
}

/** Where the embedded database is kept when nothing is said. */
const DEFAULT_DIRECTORY = '.trolley/ledger';

/** What there is to say about a database, the same for every subcommand that uses one. */
export const addDatabaseOptions = (command: Command): Command =>
  command
    .option('--database-url <url>', 'PostgreSQL, as postgres://user@host:5432/name (or TROLLEY_DATABASE_URL)')
    .option('--database-url-file <file>', 'a file that holds that address, with its password')
    .option('--database-ca <file>', 'require TLS, the server being vouched for by this authority')
    .option('--database-dir <dir>', `the embedded database instead (default: ${DEFAULT_DIRECTORY})`)
    .option('--psql-port <port>', 'open the embedded database to psql meanwhile; 0 picks a port', parsePort);

/** A door for psql, when one was asked for. */
export interface OpenedDatabase {
  readonly database: Database;
  /** For psql; `null` when it was not asked for. */
  readonly psqlUrl: string | null;
}

/** Opens the database that the options name, with its schema. Rejects as `Database` does. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenedDatabase> {
  const opened = await openAsIs(options);
  try {
    if (!(await isMigrated(opened.database))) await migrate(opened.database);
  } catch (error) {
    await opened.database.close();
    throw error;
  }
  return opened;
}

/** The same, with the schema as it is; a server is not asked yet. */
export async function openAsIs(options: DatabaseOptions): Promise<OpenedDatabase> {
  const { databaseDir, databaseCa, psqlPort } = options;
  const url = urlOf(options);
  if (url !== null && databaseDir !== undefined) {
    throw new UsageError('either a database on a server or --database-dir, not both');
  }
  if (url !== null) {
    if (psqlPort !== undefined) throw new UsageError('--psql-port is for the embedded database');
    const ca = databaseCa === undefined ? {} : { caFile: databaseCa };
    return { database: openPostgres({ url, ...ca }), psqlUrl: null };
  }
  const database = await openEmbedded({ directory: databaseDir ?? DEFAULT_DIRECTORY, lock: lockData });
  if (psqlPort === undefined) return { database, psqlUrl: null };
  return { database, psqlUrl: (await database.openToPsql(psqlPort)).url };
}

function urlOf({ databaseUrl, databaseUrlFile, databaseDir }: DatabaseOptions): string | null {
  if (databaseUrl !== undefined && databaseUrlFile !== undefined) {
    throw new UsageError('--database-url and --database-url-file say the same thing; give one');
  }
  if (databaseUrl !== undefined) return databaseUrl;
  if (databaseUrlFile === undefined) {
    return databaseDir === undefined ? (process.env['TROLLEY_DATABASE_URL'] ?? null) : null;
  }
  try {
    return readFileSync(databaseUrlFile, 'utf8').trim();
  } catch (error) {
    throw new UsageError(`cannot read ${databaseUrlFile}: ${(error as Error).message}`);
  }
}
