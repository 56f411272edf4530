import { randomUUID } from 'node:crypto';
import { Command, Option } from 'commander';
import type { CartId, UserId } from '../cart/ids.ts';
import { roles, type EVERY_CART, type Role } from '../protocol/token.ts';
import { readSecretFile } from '../relay/access/secret-file.ts';
import { signToken } from '../relay/access/tokens.ts';
import { parseAudience, parseTokenLife, parseUserId } from './arguments.ts';

interface TokenOptions {
  readonly authSecretFile: string;
  readonly user: UserId;
  readonly cart: CartId | typeof EVERY_CART;
  readonly role: Role;
  readonly ttl: number;
}

const HOUR = 3_600;

export function tokenCommand(): Command {
  return new Command('token')
    .summary('let somebody in')
    .description(
      'Prints a token that lets a user into a relay with this secret, and nothing else on standard output.\n' +
        'On standard error it says what to revoke it by. A reader can look; an editor can write too; an admin of\n' +
        'all carts ("*") can take tokens back.',
    )
    .requiredOption('--auth-secret-file <file>', "the relay's secrets; the first signs")
    .requiredOption('--user <id>', 'who', parseUserId)
    .requiredOption('--cart <id>', 'the cart, or "*" for all', parseAudience)
    .addOption(new Option('--role <role>', 'what they may do').choices(roles).makeOptionMandatory())
    .option('--ttl <time>', 'how long it is good, as 15m, 1h or 30d (default: 1h)', parseTokenLife, HOUR)
    .addHelpText(
      'after',
      '\nExample:\n  trolley token --auth-secret-file ./relay.secret --user ana --cart kitchen --role editor > ana.token',
    )
    .action(printToken);
}

async function printToken({ authSecretFile, user, cart, role, ttl }: TokenOptions): Promise<void> {
  const { secrets, warning } = readSecretFile(authSecretFile);
  if (warning) process.stderr.write(`trolley: ${warning}\n`);
  const iat = Math.floor(Date.now() / 1000);
  const exp = iat + ttl;
  const jti = randomUUID();
  const token = await signToken({ sub: user, aud: cart, role, iat, exp, jti }, secrets);
  process.stdout.write(`${token}\n`);
  process.stderr.write(`token ${jti}, good until ${new Date(exp * 1000).toISOString()}\n`);
}
