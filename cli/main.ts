#!/usr/bin/env node
import { Command } from 'commander';
import { agentCommand } from './agent.ts';
import { backupCommand } from './backup.ts';
import { downgradeLogCommand } from './downgrade-log.ts';
import { eventsCommand } from './events.ts';
import { describeFailure } from './exit-codes.ts';
import { relayCommand } from './relay.ts';
import { revokeCommand } from './revoke.ts';
import { salvageCommand } from './salvage.ts';
import { secretCommand } from './secret.ts';
import { tokenCommand } from './token.ts';
import { verifyCommand } from './verify.ts';

/** The `trolley` command: lists the subcommands and turns their failures into exit codes. */
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
]) {
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
