import { readFileSync } from 'node:fs';
import pg from 'pg';
import { DatabaseRefused, type Database, type Session } from './database.ts';
import { guardOf, type Guard } from './database-errors.ts';

export interface PostgresOptions {
  /** As `postgres://user@host:5432/database`, with `?sslmode=` and what else libpq knows. */
  readonly url: string;
  /** If it is not in the address. */
  readonly password?: string;
  /** File of the certificate authority that the server must be vouched for by; TLS is then required. */
  readonly caFile?: string;
  readonly limits?: Partial<PostgresLimits>;
}

/** Times in milliseconds. */
export interface PostgresLimits {
  readonly connections: number;
  readonly connectMs: number;
  /** One statement; the server ends it. */
  readonly statementMs: number;
  /** Waiting for a lock. */
  readonly lockMs: number;
  /** A transaction in which nothing happens. */
  readonly idleMs: number;
}

const defaultPostgresLimits: PostgresLimits = {
  connections: 4,
  connectMs: 5_000,
  statementMs: 60_000,
  lockMs: 30_000,
  idleMs: 60_000,
};

/** Counts and ordinals are far from where a number would lose digits. */
const INT8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid.valueOf() === INT8 && format !== 'binary' ? Number : (pg.types.getTypeParser(oid, format) as never),
};

/** Connects when first used, and again after the connection was lost. Throws `DatabaseRefused` for a bad URL. */
export function openPostgres({ url, password, caFile, limits }: PostgresOptions): Database {
  const name = nameOf(url);
  const address = password === undefined ? url : withPassword(url, password);
  const { connections, connectMs, statementMs, lockMs, idleMs } = { ...defaultPostgresLimits, ...limits };
  const pool = new pg.Pool({
    ...(caFile === undefined
      ? { connectionString: address }
      : { connectionString: withoutTls(address), ssl: { ca: readCa(caFile) } }),
    max: connections,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleMs,
    // The server may be gone without a word; it should have ended the statement before this.
    query_timeout: statementMs + connectMs,
    keepAlive: true,
    application_name: 'trolley',
    types,
  });
  // A connection that breaks while nobody uses it: the pool makes a new one when needed.
  pool.on('error', () => undefined);

  const guard = guardOf(name);
  return {
    name,
    ...sessionOn(pool, guard),
    transaction: (run, { isSnapshot = false } = {}) =>
      guard(async () => {
        const client = await pool.connect();
        // Without a listener, the loss of a connection between two statements would end the process.
        let broken: Error | undefined;
        const onError = (error: Error) => (broken = error);
        client.on('error', onError);
        try {
          await client.query(isSnapshot ? 'begin isolation level repeatable read' : 'begin');
          const result = await run(sessionOn(client, guard));
          await client.query('commit');
          return result;
        } catch (error) {
          // A connection whose state is unknown is not used again.
          await client.query('rollback').catch((failure: unknown) => (broken ??= failure as Error));
          throw error;
        } finally {
          client.off('error', onError);
          client.release(broken);
        }
      }),
    close: () => pool.end(),
  };
}

function sessionOn(client: Pick<pg.ClientBase, 'query'> | pg.Pool, guard: Guard): Session {
  const run = client as pg.ClientBase;
  return {
    query: <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
      guard(
        async () => (await run.query<Row & pg.QueryResultRow>(sql, [...parameters])).rows as readonly Row[],
      ),
    script: (sql) =>
      guard(async () => {
        await run.query(sql);
      }),
  };
}

function nameOf(url: string): string {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new DatabaseRefused('a database is an address such as postgres://user@host:5432/database');
  }
  const { host, pathname, searchParams } = new URL(url);
  return `the database ${pathname.slice(1) || 'postgres'} at ${host || (searchParams.get('host') ?? 'this machine')}`;
}

/** As a parameter, which goes before what an address says in its other place, and is possible in each. */
function withPassword(url: string, password: string): string {
  const address = new URL(url);
  address.searchParams.set('password', password);
  return address.href;
}

/** What an address says about TLS would go before the certificate authority that was given, even to switch it off. */
function withoutTls(url: string): string {
  const address = new URL(url);
  for (const name of ['ssl', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'uselibpqcompat']) {
    address.searchParams.delete(name);
  }
  return address.href;
}

function readCa(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new DatabaseRefused(`cannot read the certificate authority: ${(error as Error).message}`);
  }
}
