import { Command } from 'commander';
import type { CartId } from '../cart/ids.ts';
import { salvageCart } from '../relay/log/log-reader.ts';
import { openForReading } from '../relay/log/open-for-reading.ts';
import { readStoredOp } from '../relay/carts/stored-struct.ts';
import type { StoredRecord } from '../relay/log/update-log.ts';
import { parseCartId } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

interface SalvageOptions {
  readonly data: string;
  readonly cart: CartId;
}

export function salvageCommand(): Command {
  return new Command('salvage')
    .summary('print what can be read of a damaged cart')
    .description(
      "Prints a cart's readable operations, and what could not be read, as JSON. Changes nothing; the relay may be\n" +
        'running. Ends with 1 if anything could not be read.',
    )
    .requiredOption('--cart <id>', 'which cart', parseCartId)
    .option('--data <dir>', 'where the relay keeps carts', '.trolley/relay')
    .addHelpText('after', '\nExample:\n  trolley salvage --data ./carts --cart kitchen > kitchen.json')
    .action(salvage);
}

async function salvage({ data, cart }: SalvageOptions): Promise<void> {
  const environment = openForReading(data);
  try {
    const { records, damage } = salvageCart(environment, cart, Number.MAX_SAFE_INTEGER);
    const ops = records.map(describe);
    process.stdout.write(`${JSON.stringify({ cartId: cart, ops, damage }, null, 2)}\n`);
    if (damage.length > 0) process.exitCode = exitCodes.differences;
  } finally {
    await environment.root.close();
  }
}

const describe = ({ opId, position, client, clock, storedAt, bytes }: StoredRecord) => ({
  ...{ id: opId, position, client, clock, storedAt: new Date(storedAt).toISOString() },
  op: readStoredOp(bytes),
});
