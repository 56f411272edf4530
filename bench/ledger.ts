/**
 * Exports many carts, reconciles all of them and exports again, and says what that costs.
 *
 *     npm run bench:ledger -- [--carts 10000] [--ops 1000000] [--embedded]
 *
 * The relay and the exporter are processes of their own, as shipped; PostgreSQL is started for it, from Debian's
 * package. With `--embedded` it is the embedded database, and 1,000 carts of 100,000 operations. Ends with 1
 * unless memory stayed flat, everything is equal and no digest was read twice.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openEmbedded } from '../ledger/database/embedded-database.ts';
import { openPostgres } from '../ledger/database/postgres-database.ts';
import { reconcile } from '../ledger/reconcile/reconcile.ts';
import { openHttpRelay } from '../ledger/sources/http-relay-source.ts';
import { startPostgres } from '../ledger/testing/postgres-server.ts';
import { spawnRelay } from '../relay/testing/spawn-relay.ts';
import { Count, countedDatabase, countedRelay } from './lib/ledger/counted.ts';
import { fillLog } from './lib/ledger/fill-log.ts';
import { runExport } from './lib/ledger/run-export.ts';
import { places } from './lib/places.ts';
import { printTable, printVerdicts } from './lib/report/print.ts';

const { values } = parseArgs({
  options: {
    carts: { type: 'string' },
    ops: { type: 'string' },
    embedded: { type: 'boolean', default: false },
  },
});
const isEmbedded = values.embedded;
const carts = Number(values.carts ?? (isEmbedded ? 1_000 : 10_000));
const opsPerCart = Math.ceil(Number(values.ops ?? 100 * carts) / carts);
const ops = carts * opsPerCart;
const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
const megabytes = (bytes: number): string => `${number(bytes / 1024 / 1024)} MB`;
const secondsOf = async <T>(run: () => Promise<T>): Promise<readonly [T, number]> => {
  const from = performance.now();
  return [await run(), (performance.now() - from) / 1000];
};

const directory = mkdtempSync(join(tmpdir(), 'trolley-ledger-'));
const server = isEmbedded ? null : await startPostgres();
const databaseDir = join(directory, 'database');
const [, filling] = await secondsOf(() => fillLog(join(directory, 'carts'), { carts, opsPerCart }));
console.error(`${number(carts)} carts of ${opsPerCart} operations each: written in ${number(filling)} s`);
const relayProcess = await spawnRelay({
  command: places.command,
  dataDir: join(directory, 'carts'),
  args: ['--log-level', 'error'],
});
try {
  const relay = openHttpRelay({ url: relayProcess.http });
  const [, firstList] = await secondsOf(() => relay.listCarts());
  const [, nextList] = await secondsOf(() => relay.listCarts());
  const url = server?.newDatabase();
  const where = url === undefined ? ['--database-dir', databaseDir] : ['--database-url', url];
  const exporting = ['--relay', relayProcess.http, ...where];
  const first = await runExport(exporting);
  const again = await runExport(exporting);

  const database = url === undefined ? await openEmbedded({ directory: databaseDir }) : openPostgres({ url });
  const count = new Count();
  const [report, reconciling] = await secondsOf(() =>
    reconcile({
      ...{ relay: countedRelay(relay, count), database: countedDatabase(database, count) },
      ...{ clients: [], clock: Date.now, sleep: (milliseconds: number) => sleep(milliseconds) },
    }),
  );
  await database.close();
  const equal = report.carts.filter((cart) => cart.equal).length;
  const growth = first.late / first.early;
  const digests = [count.relayDigests / carts, count.databaseDigests / carts] as const;

  printTable({
    head: [`${number(carts)} carts, ${number(ops)} operations`, isEmbedded ? 'embedded' : 'PostgreSQL'],
    rows: [
      ['relay: first list of all carts, and the next', `${number(firstList)} s, ${number(nextList)} s`],
      [
        'export',
        `${number(first.seconds)} s, ${number(Math.round(ops / first.seconds))} operations a second`,
      ],
      ['exporter’s memory, second tenth and last', `${megabytes(first.early)}, ${megabytes(first.late)}`],
      ['export again, nothing to do', `${number(again.seconds)} s`],
      ['reconcile', `${number(reconciling)} s, ${number(Math.round(carts / reconciling))} carts a second`],
      ['digests of a cart, relay and database', digests.map(number).join(', ')],
      ['requests to the relay, statements', `${number(count.relayRequests)}, ${number(count.statements)}`],
    ],
  });
  const verdicts = [
    {
      target: 'exporter’s memory, last tenth against the second: at most 1.1',
      found: `${growth.toFixed(2)} ×`,
      isMet: growth <= 1.1,
    },
    {
      target: 'digests of a cart: at most one on each side',
      found: digests.map((each) => each.toFixed(2)).join(' and '),
      isMet: digests.every((each) => each <= 1),
    },
    { target: 'every cart is equal', found: `${equal} of ${carts}`, isMet: equal === carts },
    {
      target: 'every operation was exported, and the second export finds nothing to do',
      found: `${first.summary.inserted} and ${again.summary.inserted}`,
      isMet: first.summary.inserted === ops && again.summary.unchanged === carts,
    },
  ];
  printVerdicts(verdicts);
  process.exitCode = verdicts.every(({ isMet }) => isMet) ? 0 : 1;
} finally {
  await relayProcess.end('SIGTERM');
  server?.destroy();
  rmSync(directory, { recursive: true, force: true });
}
