import { Command } from 'commander';
import { agentCommand } from './agent.ts';
import { databaseCommand } from './database.ts';
import { describeFailure } from './exit-codes.ts';
import { exportCommand } from './export.ts';
import { migrateCommand } from './migrate.ts';
import { reconcileCommand } from './reconcile.ts';
import { relayCommand } from './relay.ts';
import { restoreCommand } from './restore.ts';
import { showCommand } from './show.ts';

/** The `trolley` command: lists the subcommands and turns their failures into exit codes. */
const program = new Command('trolley')
  .description('A shopping cart that several people fill at once, also with the network down.')
  .exitOverride();

const commands = [
  ...[relayCommand(), agentCommand()],
  ...[migrateCommand(), databaseCommand(), exportCommand(), reconcileCommand()],
  ...[restoreCommand(), showCommand()],
];
for (const command of commands) {
  program.addCommand(command.copyInheritedSettings(program));
}

try {
  await program.parseAsync();
} catch (error) {
  const failure = describeFailure(error);
  if (!failure) throw error;
  if (failure.message) process.stderr.write(`trolley: ${failure.message}\n`);
  process.exitCode = failure.code;
}
