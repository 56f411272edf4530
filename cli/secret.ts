import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { createSecretFile } from '../relay/access/secret-file.ts';

export function secretCommand(): Command {
  return new Command('secret')
    .summary('make a secret for a relay')
    .description(
      'Makes a file with a new random secret, for "trolley relay --auth-secret-file" and "trolley token". Only you\n' +
        'can read it; a file that exists is never replaced. Whoever has it can let anybody in: to change it, put a\n' +
        'new line before the old one, restart the relay, and take the old line out when its last token has expired.',
    )
    .argument('<file>', 'where to put it')
    .addHelpText('after', '\nExample:\n  trolley secret ./relay.secret')
    .action((file: string) => createSecretFile(file, randomBytes));
}
