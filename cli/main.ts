#!/usr/bin/env node
import { Command } from 'commander';
import { agentCommand } from './agent.ts';
import { backupCommand } from './backup.ts';
import { databaseCommand } from './database.ts';
import { downgradeLogCommand } from './downgrade-log.ts';
import { eventsCommand } from './events.ts';
import { describeFailure } from './exit-codes.ts';
import { exportCommand } from './export.ts';
import { migrateCommand } from './migrate.ts';
import { reconcileCommand } from './reconcile.ts';
import { relayCommand } from './relay.ts';
import { restoreCommand } from './restore.ts';
import { revokeCommand } from './revoke.ts';
import { salvageCommand } from './salvage.ts';
import { secretCommand } from './secret.ts';
import { showCommand } from './show.ts';
import { tokenCommand } from './token.ts';
import { verifyCommand } from './verify.ts';

/**
 * The `trolley` command: lists the subcommands and turns their failures into exit codes.
 *
 * A server has stopped when its subcommand is done, so that whoever imports this can end the process then.
 */
const program = new Command('trolley')
  .description('A shopping cart that several people fill at once, also with the network down.')
  .exitOverride();

for (const command of [
  relayCommand(),
  agentCommand(),
  eventsCommand(),
  secretCommand(),
  tokenCommand(),
  revokeCommand(),
  backupCommand(),
  verifyCommand(),
  salvageCommand(),
  downgradeLogCommand(),
  migrateCommand(),
  databaseCommand(),
  exportCommand(),
  reconcileCommand(),
  restoreCommand(),
  showCommand(),
]) {
  program.addCommand(command.copyInheritedSettings(program));
}

try {
  // Said outright: in a package this runs inside the desktop's program, and commander would guess by that.
  await program.parseAsync(process.argv.slice(2), { from: 'user' });
} catch (error) {
  const failure = describeFailure(error);
  if (!failure) throw error;
  if (failure.message) process.stderr.write(`trolley: ${failure.message}\n`);
  process.exitCode = failure.code;
}
