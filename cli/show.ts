import { Command, InvalidArgumentError, Option } from 'commander';
import { isOpId, type CartId } from '../cart/ids.ts';
import { readCartAt, type UpTo } from '../ledger/database/cart-at.ts';
import { opFates } from '../ledger/copies/op-fates.ts';
import { parseCartId } from './arguments.ts';
import { addDatabaseOptions, openDatabase, type DatabaseOptions } from './database-options.ts';
import { DifferencesFound, UsageError } from './exit-codes.ts';

interface ShowCommandOptions extends DatabaseOptions {
  readonly cart: CartId;
  readonly at?: UpTo;
  readonly raw?: true;
  readonly fates?: true;
}

export function showCommand(): Command {
  const command = new Command('show')
    .summary('a cart as it is or was, from the database alone')
    .description('Prints the cart as JSON, as the relay does, at any operation or moment of its past.');
  return addDatabaseOptions(command)
    .requiredOption('--cart <id>', 'the cart', parseCartId)
    .option('--at <when>', 'an operation, or a moment as 2026-05-01T12:00:00Z; now if left out', parseWhen)
    .addOption(new Option('--raw', 'the operations instead of what they amount to').conflicts('fates'))
    .option('--fates', 'what became of each operation, and which others took it out of the count')
    .addHelpText(
      'after',
      '\nExample:\n  trolley show --database-url postgres://127.0.0.1/trolley --cart kitchen --at 2026-05-01T12:00:00Z',
    )
    .action(runShow);
}

async function runShow({ cart, at, raw, fates, ...options }: ShowCommandOptions): Promise<void> {
  const { database } = await openDatabase(options);
  try {
    const found = await readCartAt(database, cart, at ?? { moment: Date.now() });
    if (!found) throw new UsageError('the database has no such cart or operation');
    const { effective, copy, damaged } = found;
    const { digest } = copy;
    const ops = [...copy.ops.values()].map(({ id, op }) => Object.assign({ id }, op, { id }));
    const accounted = fates ? { cartId: cart, ops: opFates(copy), digest } : effective;
    process.stdout.write(`${JSON.stringify(raw ? { cartId: cart, ops, digest } : accounted)}\n`);
    if (damaged.length > 0) throw new DifferencesFound(`not as they were written: ${damaged.join(', ')}`);
  } finally {
    await database.close();
  }
}

function parseWhen(text: string): UpTo {
  if (isOpId(text)) return { op: text };
  const moment = Date.parse(text);
  if (!Number.isNaN(moment)) return { moment };
  throw new InvalidArgumentError('An operation id, or a moment as 2026-05-01T12:00:00Z.');
}
