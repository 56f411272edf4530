import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { Database } from '../database/database.ts';
import { openEmbedded } from '../database/embedded-database.ts';
import { migrate } from '../database/migrate.ts';
import { openPostgres } from '../database/postgres-database.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';

/** Gives each test a new database with the schema. To be called once in a file. */
export function useDatabases() {
  let server: PostgresServer | undefined;
  let embedded: Database | undefined;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(async () => {
    server?.destroy();
    await embedded?.close();
  });
  const running = () => {
    if (!server) throw new Error('PostgreSQL is not running');
    return server;
  };
  return {
    server: running,
    newPostgres: async (): Promise<Database> => {
      const database = openPostgres({ url: running().newDatabase() });
      onTestFinished(() => database.close());
      await migrate(database);
      return database;
    },
    /** One for the whole file, emptied: it takes seconds to start. */
    newEmbedded: async (): Promise<Database> => {
      const database = (embedded ??= await openEmbedded());
      await database.script('drop schema if exists trolley cascade');
      await migrate(database);
      return database;
    },
  };
}
