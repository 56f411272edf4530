import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect } from 'vitest';
import { startPostgres, type PostgresServer } from '../../ledger/testing/postgres-server.ts';
import { temporaryDirectory } from '../../relay/testing/temporary-directory.ts';
import { startTrolley } from './start-trolley.ts';

/** A database as an operator names it, and psql for it. */
export interface OperatorDatabase {
  readonly options: readonly string[];
  /** Runs statements with psql, one after the other; gives what each printed. */
  readonly byHand: (...sql: readonly string[]) => Promise<readonly string[]>;
}

const run = promisify(execFile);
const psql = async (url: string, sql: readonly string[]): Promise<readonly string[]> => {
  const answers: string[] = [];
  for (const statement of sql) {
    const { stdout } = await run('psql', ['-X', '-q', '-A', '-t', '-d', url, '-c', statement]);
    answers.push(stdout.trim());
  }
  return answers;
};

/** New databases, on a server that is started for the file, or embedded. To be called once in a file. */
export function useOperatorDatabases() {
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server?.destroy());
  return {
    onServer: (): Promise<OperatorDatabase> => {
      if (!server) throw new Error('PostgreSQL is not running');
      const url = server.newDatabase();
      return Promise.resolve({ options: ['--database-url', url], byHand: (...sql) => psql(url, sql) });
    },
    embedded: async (): Promise<OperatorDatabase> => {
      const options = ['--database-dir', await temporaryDirectory()];
      const byHand = async (...sql: readonly string[]) => {
        const door = await startTrolley('database', ...options, '--psql-port', '0');
        const { url } = door.lines[0] as { url: string };
        const answers = await psql(url, sql);
        expect(await door.stop()).toBe(0);
        return answers;
      };
      return { options, byHand };
    },
  };
}
