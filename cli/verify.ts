import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { LogUnopenable } from '../relay/log/update-log.ts';
import { UNFINISHED_LOG } from '../relay/log/log-environment.ts';
import { isSound, verifyLog } from '../relay/log/verify.ts';
import { exitCodes } from './exit-codes.ts';

export function verifyCommand(): Command {
  return new Command('verify')
    .summary("read all of a relay's data, or of a backup, and say whether it is whole")
    .description(
      'Reads every record and checks it. Prints a JSON line for each cart, with the digest of its operations as\n' +
        'GET /carts/<id> gives it, and one that sums up. Changes nothing; the relay may be running.\n' +
        'Ends with 0 if all is well, 1 if anything is damaged, 3 if there is nothing that can be opened.',
    )
    .argument('<dir>', 'data of a relay, or a backup of it')
    .addHelpText('after', '\nExample:\n  trolley verify /backups/trolley-monday')
    .action(async (dir: string) => {
      if (existsSync(join(dir, UNFINISHED_LOG))) throw new LogUnopenable(`${dir} is an unfinished backup`);
      const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
      const verification = await verifyLog({ path: join(dir, 'log'), onCart: print });
      print({ event: 'verified', sound: isSound(verification), ...verification });
      if (!isSound(verification)) process.exitCode = exitCodes.differences;
    });
}
