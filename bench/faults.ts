/**
 * Injects faults into the database of a live shop, and counts which of them reconciling finds.
 *
 *     npm run faults -- [--carts 2000] [--faults 1000] [--database-url <url>]
 *
 * People go on writing all the time. The last line is `{found, missed, false}`; it ends with 1 unless all are
 * found and nothing else is. Without a database of its own it uses an embedded one, in memory.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as Y from 'yjs';
import { addLine } from '../cart/commands.ts';
import type { CartId, UserId } from '../cart/ids.ts';
import { Replica } from '../cart/replica.ts';
import { openEmbedded } from '../ledger/database/embedded-database.ts';
import { exportCarts } from '../ledger/export/export-carts.ts';
import { openHttpRelay } from '../ledger/sources/http-relay-source.ts';
import { migrate } from '../ledger/database/migrate.ts';
import { openPostgres } from '../ledger/database/postgres-database.ts';
import { reconcile } from '../ledger/reconcile/reconcile.ts';
import type { RelaySource } from '../ledger/sources/relay-source.ts';
import { readLedgerUpdate } from '../protocol/ledger-update.ts';
import { spawnRelay } from '../relay/testing/spawn-relay.ts';
import { injectFault } from './lib/inject-fault.ts';

const { values } = parseArgs({
  options: {
    carts: { type: 'string', default: '2000' },
    faults: { type: 'string', default: '1000' },
    'database-url': { type: 'string' },
  },
});
const OPS = 8;
const WRITERS = 4;
const cartIds = Array.from({ length: Number(values.carts) }, (_, n) => `shop-${n}` as CartId);

/** A person who adds some things to a cart, in a session of their own. */
async function shopAt(relay: RelaySource, cartId: CartId, count: number): Promise<void> {
  const doc = new Y.Doc();
  const replica = new Replica(doc, { user: 'ana' as UserId, clock: Date.now, randomBytes });
  for (let n = 0; n < count; n += 1) {
    const product = { id: `p${n}`, name: `Product ${n}` };
    replica.perform(addLine(replica.fold, product, { amount: 100 + n, currency: 'EUR' }, 1));
  }
  const written = readLedgerUpdate(Y.encodeStateAsUpdate(doc));
  if (written.status === 'malformed') throw new Error(written.reason);
  const { refusal } = await relay.send(cartId, written.structs);
  if (refusal !== null) throw new Error(refusal);
}

/** Goes through the carts until told to stop; gives how often somebody wrote. */
async function keepWriting(relay: RelaySource, signal: AbortSignal): Promise<number> {
  let written = 0;
  while (!signal.aborted) {
    await shopAt(relay, cartIds[Math.floor(Math.random() * cartIds.length)] as CartId, 1);
    written += 1;
    await sleep(20);
  }
  return written;
}

const directory = mkdtempSync(join(tmpdir(), 'trolley-faults-'));
const relayProcess = await spawnRelay({
  command: fileURLToPath(new URL('../cli/main.js', import.meta.url)),
  dataDir: directory,
  args: ['--log-level', 'error'],
});
const url = values['database-url'];
const database = url === undefined ? await openEmbedded() : openPostgres({ url });
const stop = new AbortController();
try {
  const relay = openHttpRelay({ url: relayProcess.http });
  await migrate(database);
  const queue = cartIds[Symbol.iterator]();
  const open = async () => {
    for (const cartId of queue) await shopAt(relay, cartId, OPS);
  };
  await Promise.all(Array.from({ length: WRITERS }, open));
  const running = { relay, database, clock: Date.now, sleep: (ms: number) => sleep(ms) };
  await exportCarts({ ...running, takenBy: 'faults', patienceMs: 0 });

  const writing = Promise.all(Array.from({ length: WRITERS }, () => keepWriting(relay, stop.signal)));
  const expected = new Set<string>();
  for (let n = 0; n < Number(values.faults); n += 1) {
    expected.add(await injectFault(database, cartIds[n % cartIds.length] as CartId, n));
  }
  const { carts } = await reconcile({ ...running, clients: [] });
  stop.abort();
  const writes = (await writing).reduce((sum, count) => sum + count, 0);
  const found = carts.flatMap(({ cartId, findings }) =>
    findings
      .filter(({ verdict }) => verdict !== 'LAG')
      .map(({ verdict, opIds }) => [cartId, verdict, ...opIds].join(' ')),
  );
  const lagging = carts.filter(({ verdict }) => verdict === 'LAG').length;
  const result = {
    ...{ carts: carts.length, faults: expected.size, writes, lagging },
    found: found.filter((line) => expected.has(line)).length,
    missed: [...expected].filter((line) => !found.includes(line)).length,
    false: found.filter((line) => !expected.has(line)).length,
  };
  for (const line of found.filter((one) => !expected.has(one)).slice(0, 10)) console.error('false:', line);
  for (const line of [...expected].filter((one) => !found.includes(one)).slice(0, 10))
    console.error('missed:', line);
  console.log(JSON.stringify(result));
  process.exitCode = result.missed + result.false === 0 ? 0 : 1;
} finally {
  stop.abort();
  await relayProcess.end('SIGTERM');
  await database.close();
  rmSync(directory, { recursive: true, force: true });
}
