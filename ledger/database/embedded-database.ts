import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import type { Database, Session } from './database.ts';
import { guardOf, type Guard } from './database-errors.ts';
import { openPsqlDoor, type PsqlDoor } from './psql-door.ts';

export interface EmbeddedOptions {
  /** Where it is kept; made if need be. In memory without one. */
  readonly directory?: string;
  /** Makes this process the only one to use a directory, or throws; returns what gives it up. */
  readonly lock?: (directory: string) => () => void;
}

export interface EmbeddedDatabase extends Database {
  /** Lets psql in, from this machine only, until it is closed or the database is; 0 picks a port. */
  openToPsql(port: number): Promise<PsqlDoor>;
}

/** Whether a directory holds a database already, which takes seconds to make. */
export const isEmbeddedIn = (directory: string): boolean => existsSync(join(directory, 'PG_VERSION'));

/** PostgreSQL in this process: for who has no server. One connection, so transactions wait for each other. */
export async function openEmbedded({ directory, lock }: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const name = directory === undefined ? 'the database in memory' : `the database in ${directory}`;
  if (directory !== undefined) mkdirSync(directory, { recursive: true });
  const unlock = directory === undefined ? undefined : lock?.(directory);
  const engine = await PGlite.create(directory ?? 'memory://').catch((error: unknown) => {
    unlock?.();
    throw error;
  });
  const doors = new Set<PsqlDoor>();
  const guard = guardOf(name);
  return {
    name,
    ...sessionOn(engine, guard),
    transaction: (run, { isSnapshot = false } = {}) =>
      guard(() =>
        engine.transaction(async (transaction) => {
          if (isSnapshot) await transaction.exec('set transaction isolation level repeatable read');
          return run(sessionOn(transaction, guard));
        }),
      ),
    openToPsql: async (port) => {
      const door = await openPsqlDoor(engine, port);
      doors.add(door);
      return door;
    },
    close: async () => {
      for (const door of doors) await door.close();
      await engine.close();
      unlock?.();
    },
  };
}

function sessionOn(engine: PGlite | Transaction, guard: Guard): Session {
  return {
    query: <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
      guard(async () => (await engine.query<Row>(sql, [...parameters])).rows),
    script: (sql) =>
      guard(async () => {
        await engine.exec(sql);
      }),
  };
}
