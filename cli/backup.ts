import { Command } from 'commander';
import { backUp } from '../relay/log/backup.ts';
import { isSound } from '../relay/log/verify.ts';
import { exitCodes } from './exit-codes.ts';

export function backupCommand(): Command {
  return new Command('backup')
    .summary("copy a relay's data, also while it runs")
    .description(
      'Copies the data of a relay as it is at one moment and reads the copy back. Prints one JSON line.\n' +
        'To restore, put the copy where the data was and start the relay: it asks its clients for what came later.\n' +
        'Ends with 1 if anything in the data is damaged; the copy is made all the same.',
    )
    .argument('<target>', 'folder for the copy; must be empty or not exist')
    .option('--data <dir>', 'where the relay keeps carts', '.trolley/relay')
    .addHelpText('after', '\nExample:\n  trolley backup /backups/trolley-monday --data ./carts')
    .action(async (target: string, { data }: { readonly data: string }) => {
      const { takenAt, ...verification } = await backUp({ dataDir: data, target, clock: Date.now });
      const line = { event: 'backed-up', target, takenAt: new Date(takenAt).toISOString(), ...verification };
      process.stdout.write(`${JSON.stringify(line)}\n`);
      if (!isSound(verification)) process.exitCode = exitCodes.differences;
    });
}
