/**
 * Damages a live shop in every way there is, and counts what reconciling finds of it.
 *
 *     npm run faults -- [--carts 2000] [--faults 1000] [--seed <n>] [--database-url <url>]
 *
 * People write all the time. Of 20 faults, two are operations that the relay has lost, being restored from a
 * backup, one is in a client's copy, and the others are done to the database by hand. All of them have to be found.
 * Then an export follows the people, which mends some of it; half as many faults again are done meanwhile in other
 * carts, and it looks twice more, before and after the export has ended: what is still there has to be found.
 *
 * Prints a line of JSON for each look, `{found, mended, missed, false}`, and one with the sums. Ends with 1 if
 * anything was missed or falsely found. Without a database of its own it uses an embedded one, in memory.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CartId } from '../cart/ids.ts';
import { Random } from '../cart/testing/random.ts';
import { openEmbedded } from '../ledger/database/embedded-database.ts';
import { migrate } from '../ledger/database/migrate.ts';
import { openPostgres } from '../ledger/database/postgres-database.ts';
import { exportCarts } from '../ledger/export/export-carts.ts';
import { followCarts } from '../ledger/export/follow-carts.ts';
import { reconcile } from '../ledger/reconcile/reconcile.ts';
import { openHttpRelay } from '../ledger/sources/http-relay-source.ts';
import type { ClientSource } from '../ledger/sources/client-source.ts';
import type { RelaySource } from '../ledger/sources/relay-source.ts';
import { backUp } from '../relay/log/backup.ts';
import { spawnRelay, type RelayProcess } from '../relay/testing/spawn-relay.ts';
import { damageClient } from './lib/faults/damage-client.ts';
import { damageDatabase } from './lib/faults/damage-database.ts';
import { inOneLine, type Fault } from './lib/faults/fault.ts';
import { tallyFaults } from './lib/faults/fault-tally.ts';
import { shopAt } from './lib/faults/shop-at.ts';
import { places } from './lib/places.ts';

const { values } = parseArgs({
  options: {
    carts: { type: 'string', default: '2000' },
    faults: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'database-url': { type: 'string' },
  },
});
const OPS = 8;
const WRITERS = 4;
const seed = Number(values.seed);
const random = new Random(seed);
const cartIds = Array.from({ length: Number(values.carts) }, (_, n) => `shop-${n}` as CartId);
/** A cart for each fault, so that each can be told from the others. */
const shuffled = random.shuffle(cartIds);
const count = Number(values.faults);
const damaged = shuffled.slice(0, count);
const damagedLater = shuffled.slice(count, count + Math.floor(count / 2));

const directory = mkdtempSync(join(tmpdir(), 'trolley-faults-'));
const startRelay = (dataDir: string) =>
  spawnRelay({ command: places.command, dataDir, args: ['--log-level', 'error'] });
const url = values['database-url'];
const database = url === undefined ? await openEmbedded() : openPostgres({ url });
const stopWriting = new AbortController();
const stopExporting = new AbortController();
const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, signal && { signal }).catch(() => undefined);
const running = { database, clock: Date.now, sleep: pause };
const exporting = { ...running, takenBy: 'faults', patienceMs: 10_000 };
let relayProcess: RelayProcess | null = null;

/** Goes through the carts until told to stop; gives how often somebody wrote. */
async function keepWriting(relay: RelaySource, order: Random): Promise<number> {
  let written = 0;
  while (!stopWriting.signal.aborted) {
    await shopAt(relay, order.pick(cartIds), 1);
    written += 1;
    await pause(20);
  }
  return written;
}

/** Operations of these carts that were exported, and which the relay then loses, as it is restored from a backup. */
async function loseAtRelay(carts: readonly CartId[]): Promise<readonly Fault[]> {
  const dataDir = join(directory, 'carts');
  const backup = join(directory, 'backup');
  relayProcess = await startRelay(dataDir);
  const relay = openHttpRelay({ url: relayProcess.http });
  const queue = cartIds[Symbol.iterator]();
  const open = async () => {
    for (const cartId of queue) await shopAt(relay, cartId, OPS);
  };
  await Promise.all(Array.from({ length: WRITERS }, open));
  await backUp({ dataDir, target: backup, clock: Date.now });
  const faults: Fault[] = [];
  for (const cartId of carts) {
    const lost = await shopAt(relay, cartId, 1);
    const expected = inOneLine(cartId, 'MISSING_AT_RELAY', lost);
    faults.push({
      kind: 'operation lost by the relay',
      cartId,
      expected,
      isThere: () => Promise.resolve(true),
    });
  }
  await exportCarts({ ...exporting, relay });
  await relayProcess.end('SIGTERM');
  relayProcess = await startRelay(backup);
  return faults;
}

const print = (line: object): void => console.log(JSON.stringify(line));
try {
  await migrate(database);
  const faults = [...(await loseAtRelay(damaged.filter((_, n) => n % 20 < 2)))];
  const relay = openHttpRelay({ url: (relayProcess as RelayProcess | null)?.http ?? '' });

  const writing = Promise.all(
    Array.from({ length: WRITERS }, () => keepWriting(relay, new Random(random.bits()))),
  );
  const clients: ClientSource[] = [];
  for (const [n, cartId] of damaged.filter((_, at) => at % 20 === 2).entries()) {
    const { client, fault } = await damageClient(relay, cartId, n, random);
    clients.push(client);
    faults.push(fault);
  }
  for (const [n, cartId] of damaged.filter((_, at) => at % 20 > 2).entries()) {
    faults.push(await damageDatabase(database, cartId, n, random));
  }

  const seen = new Set<Fault>();
  const sums = { missed: 0, false: 0 };
  const look = async (name: string) => {
    const report = await reconcile({ ...running, relay, clients });
    const { found, mended, missed, false: wrong } = await tallyFaults(faults, report);
    for (const fault of found) seen.add(fault);
    sums.missed += missed.length;
    sums.false += wrong.length;
    const lagging = report.carts.filter(({ verdict }) => verdict === 'LAG').length;
    const carts = { carts: report.carts.length, lagging };
    const counts = { found: found.length, mended, missed: missed.length, false: wrong.length };
    print({ look: name, ...carts, faults: faults.length, ...counts });
    for (const line of wrong.slice(0, 10)) console.error(`false: ${line}`);
    for (const { kind, expected } of missed.slice(0, 10)) console.error(`missed: ${kind}: ${expected}`);
  };
  await look('while people write');

  let exports = 0;
  const following = followCarts({
    ...{ ...exporting, relay, signal: stopExporting.signal, gatherMs: 100 },
    onExported: () => (exports += 1),
    onRelayLost: (error) => {
      throw error;
    },
  });
  for (const [n, cartId] of damagedLater.entries()) {
    faults.push(await damageDatabase(database, cartId, n, random));
  }
  await look('while an export follows them');
  stopExporting.abort();
  await following;
  await look('after the export');
  stopWriting.abort();
  const writes = (await writing).reduce((sum, each) => sum + each, 0);
  print({ seed, faults: faults.length, writes, exports, found: seen.size, ...sums });
  process.exitCode = sums.missed + sums.false === 0 ? 0 : 1;
} finally {
  stopExporting.abort();
  stopWriting.abort();
  await (relayProcess as RelayProcess | null)?.end('SIGTERM');
  await database.close();
  rmSync(directory, { recursive: true, force: true });
}
