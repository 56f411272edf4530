import { Command } from 'commander';
import { migrate } from '../ledger/database/migrate.ts';
import { addDatabaseOptions, openAsIs, type DatabaseOptions } from './database-options.ts';

export function migrateCommand(): Command {
  const command = new Command('migrate')
    .summary('make or update the tables in the database')
    .description(
      'Applies the migrations that the database does not have yet, all or none. The other subcommands do it ' +
        'themselves when they find it undone and may.',
    );
  return addDatabaseOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  trolley migrate --database-url postgres://owner@127.0.0.1:5432/trolley',
    )
    .action(async (options: DatabaseOptions) => {
      const { database } = await openAsIs(options);
      try {
        const applied = await migrate(database);
        process.stdout.write(`${JSON.stringify({ event: 'migrated', applied })}\n`);
      } finally {
        await database.close();
      }
    });
}
