import { Command, InvalidArgumentError } from 'commander';
import { downgradeLog } from '../relay/log/log-downgrade.ts';

export function downgradeLogCommand(): Command {
  return new Command('downgrade-log')
    .summary("turn a relay's data back into what an earlier version reads")
    .description(
      'Rewrites the data of a relay that is not running in an earlier format. Make a backup first. A later version\n' +
        'turns it into its own format again when it starts. Carts and operations stay as they are; the positions of\n' +
        'events begin anew.',
    )
    .argument('<dir>', 'data of a relay')
    .requiredOption('--to <format>', 'the format; 1 is that of version 0.1.0', parseFormat)
    .addHelpText('after', '\nExample:\n  trolley downgrade-log ./carts --to 1')
    .action(async (dir: string) => {
      const { carts, ops } = await downgradeLog(dir);
      process.stdout.write(`${JSON.stringify({ event: 'downgraded', format: 1, carts, ops })}\n`);
    });
}

function parseFormat(text: string): 1 {
  if (text !== '1') throw new InvalidArgumentError('Only 1 can be written.');
  return 1;
}
