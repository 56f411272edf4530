import { Command } from 'commander';
import { addDatabaseOptions, openDatabase, type DatabaseOptions } from './database-options.ts';

export function databaseCommand(): Command {
  const command = new Command('database')
    .summary('open the embedded database to psql')
    .description(
      'Lets psql and other tools into the embedded database, from this machine only and without a password, until ' +
        'SIGTERM or Ctrl-C. Prints one JSON line with the address when ready.',
    );
  return addDatabaseOptions(command)
    .addHelpText(
      'after',
      `
Example:
  trolley database --database-dir ./ledger --psql-port 5433
  psql "postgres://postgres@127.0.0.1:5433/postgres?sslmode=disable" -f ledger/sql/db_state.sql`,
    )
    .action(async (options: DatabaseOptions) => {
      const { database, psqlUrl } = await openDatabase({ psqlPort: 5433, ...options });
      const stop = new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      });
      process.stdout.write(`${JSON.stringify({ event: 'listening', url: psqlUrl, pid: process.pid })}\n`);
      await stop;
      await database.close();
    });
}
