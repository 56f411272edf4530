import { join } from 'node:path';
import Postgrator from 'postgrator';
import type { Database, Session } from './database.ts';
import { sqlDirectory } from './sql-files.ts';

/** One at a time, whoever starts it. */
const LOCK = "pg_advisory_xact_lock(hashtextextended('trolley.migration', 0))";

/**
 * Brings the schema `trolley` up to date; gives the files that were applied, none if it is.
 *
 * All in one transaction: a migration that fails leaves the schema as it was. Files that have been applied
 * must not be changed; that is an error.
 */
export function migrate(database: Database): Promise<readonly string[]> {
  return database.transaction(async (session) => {
    await session.query(`select ${LOCK}`);
    const applied = await postgrator(session).migrate();
    return applied.map(({ version, name }) => `${String(version).padStart(3, '0')} ${name}`);
  });
}

/** Whether `migrate` has something to do. */
export async function isMigrated(database: Database): Promise<boolean> {
  const [table] = await database.query<{ exists: boolean }>(
    `select to_regclass('trolley.migration') is not null as exists`,
  );
  if (!table?.exists) return false;
  const [current] = await database.query<{ version: number }>(
    'select max(version)::int as version from trolley.migration',
  );
  return (current?.version ?? 0) >= (await postgrator(database).getMaxVersion());
}

const postgrator = (session: Session) =>
  new Postgrator({
    driver: 'pg',
    migrationPattern: join(sqlDirectory(), 'migrations', '*.sql'),
    schemaTable: 'trolley.migration',
    newline: 'LF',
    execQuery: async (sql) => ({ rows: [...(await session.query(sql))] }),
    execSqlScript: (sql) => session.script(sql),
  });
