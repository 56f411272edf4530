import { Command, Option } from 'commander';
import type { CartId } from '../cart/ids.ts';
import { listStoredCarts } from '../ledger/database/cart-rows.ts';
import { readLastExport } from '../ledger/database/last-export.ts';
import { restoreCart, type RestoredCart } from '../ledger/repair/restore-relay.ts';
import { LmdbUpdateLog } from '../relay/log/lmdb-update-log.ts';
import { addDatabaseOptions, openDatabase, type DatabaseOptions } from './database-options.ts';
import { DifferencesFound, UsageError } from './exit-codes.ts';
import { collectCarts } from './export.ts';
import { parseRelayAddress } from './arguments.ts';
import { openRelay } from './relay-options.ts';

interface RestoreCommandOptions extends DatabaseOptions {
  readonly cart?: readonly CartId[];
  readonly data?: string;
  readonly relay?: string;
  readonly tokenFile?: string;
}

/** Takes a cart; gives why something of it was refused, or `null`. */
interface Target {
  readonly take: (cart: RestoredCart) => Promise<string | null>;
  readonly close: () => Promise<void>;
}

export function restoreCommand(): Command {
  const command = new Command('restore')
    .summary('bring a lost relay back from the database')
    .description(
      'Makes a data directory that a relay can start on (--data), or hands the operations to a running relay as a ' +
        'client would (--relay). Only adds what is missing, so it can be repeated. A relay that starts on the directory ' +
        'takes back from desktops what is newer than the last export of everything, whoever wrote it.',
    );
  return addDatabaseOptions(command)
    .addOption(new Option('--data <dir>', 'a new data directory').conflicts('relay'))
    .addOption(
      new Option('--relay <url>', 'a running relay, as http://127.0.0.1:4444').argParser(parseRelayAddress),
    )
    .option('--token-file <file>', 'a file that holds a token for the relay')
    .option('--cart <id...>', 'these carts; without it all', collectCarts)
    .addHelpText(
      'after',
      `
Example:
  trolley restore --database-url postgres://127.0.0.1/trolley --data ./carts
  trolley relay --data ./carts`,
    )
    .action(runRestore);
}

async function runRestore(options: RestoreCommandOptions): Promise<void> {
  const { database } = await openDatabase(options);
  try {
    const since = await readLastExport(database);
    const target = await openTarget(options, since);
    const total = { carts: 0, ops: 0 };
    const damaged: string[] = [];
    const behindGap: string[] = [];
    const refused: string[] = [];
    try {
      for (const cartId of options.cart ?? (await listStoredCarts(database))) {
        const cart = await restoreCart(database, cartId);
        const refusal = await target.take(cart);
        total.carts += 1;
        total.ops += cart.structs.length;
        damaged.push(...cart.damaged.map((id) => `${cartId} ${id}`));
        behindGap.push(...cart.behindGap.map((id) => `${cartId} ${id}`));
        if (refusal !== null) refused.push(`${cartId}: ${refusal}`);
      }
    } finally {
      await target.close();
    }
    const exportedAt = since === null ? null : new Date(since).toISOString();
    const report = { event: 'restored', exportedAt, ...total, damaged, behindGap, refused };
    process.stdout.write(`${JSON.stringify(report)}\n`);
    const left = damaged.length + behindGap.length + refused.length;
    if (left > 0) throw new DifferencesFound('not everything could be restored; desktops may still have it');
  } finally {
    await database.close();
  }
}

/** `since` is when the database was last complete: what came later is missing. */
async function openTarget(
  { data, relay, tokenFile }: RestoreCommandOptions,
  since: number | null,
): Promise<Target> {
  if (relay !== undefined) {
    const source = openRelay({ relay, ...(tokenFile !== undefined && { tokenFile }) });
    return {
      take: async ({ cartId, structs }) => (await source.send(cartId, structs)).refusal,
      close: () => Promise.resolve(),
    };
  }
  if (data === undefined) throw new UsageError('where to: --data <dir> or --relay <url>');
  const log = await LmdbUpdateLog.open(data, { recoverSince: since });
  return { take: (cart) => appendCart(log, cart), close: () => log.close() };
}

/** What the directory has already must be the same, and stays. */
async function appendCart(log: LmdbUpdateLog, { cartId, structs }: RestoredCart): Promise<string | null> {
  const stored = await log.read(cartId);
  const known = new Map(stored.map((record) => [`${record.client} ${record.clock}`, record]));
  const other = structs.find(({ client, clock, bytes }) => {
    const record = known.get(`${client} ${clock}`);
    return record !== undefined && Buffer.compare(record.bytes, bytes) !== 0;
  });
  if (other) return `${other.id} is there with other content`;
  const storedAt = Date.now();
  const missing = structs.filter(({ client, clock }) => !known.has(`${client} ${clock}`));
  const taken = new Set(stored.map(({ opId }) => opId));
  const double = missing.find(({ id }) => taken.has(id));
  if (double) return `${double.id} is there already, of another Yjs client`;
  await log.append(
    missing.map(({ id, client, clock, bytes }) => ({
      cartId,
      record: { client, clock, opId: id, storedAt, bytes },
    })),
  );
  return null;
}
