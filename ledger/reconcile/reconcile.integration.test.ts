import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { addLine } from '../../cart/commands.ts';
import type { CartId, OpId } from '../../cart/ids.ts';
import type { ReconcileReport } from '../../protocol/reconcile-report.ts';
import { ClientUnavailable, type ClientSource } from '../sources/client-source.ts';
import type { Database } from '../database/database.ts';
import { exportCarts } from '../export/export-carts.ts';
import { openPostgres } from '../database/postgres-database.ts';
import { planRepair } from '../repair/repair-plan.ts';
import { reconcile } from './reconcile.ts';
import { memoryClient } from '../testing/memory-client.ts';
import { MemoryRelay, price, product } from '../testing/memory-relay.ts';
import { useDatabases } from '../testing/new-database.ts';

const { newPostgres, newEmbedded } = useDatabases();
const sleep = () => Promise.resolve();

const exportAll = (relay: MemoryRelay, database: Database, clock = Date.now) =>
  exportCarts({ relay, database, clock, sleep, takenBy: 'test', patienceMs: 0 });
const check = (relay: MemoryRelay, database: Database, clients: readonly ClientSource[] = []) =>
  reconcile({ relay, database, clients, sleep, clock: Date.now, settleMs: 0 });

/** What was found, in a line for each: cart, verdict, operations. */
const found = ({ carts }: ReconcileReport) =>
  carts.flatMap(({ cartId, findings }) =>
    findings.map(({ verdict, opIds }) => [cartId, verdict, ...opIds].join(' ')),
  );

async function twoCarts(newDatabase: () => Promise<Database>) {
  const relay = new MemoryRelay();
  const kitchen = relay.fill('kitchen', 4);
  relay.fill('ward', 2);
  const database = await newDatabase();
  await exportAll(relay, database);
  const ids = relay.ids(kitchen) as [OpId, OpId, OpId, OpId];
  return { relay, database, kitchen, ids };
}

describe.each([
  ['PostgreSQL', newPostgres],
  ['PGlite', newEmbedded],
])('reconciling with %s', (_, newDatabase) => {
  test('carts that are the same cost one digest a side, the relay’s in one list, and the totals close', async () => {
    const { relay, database } = await twoCarts(newDatabase);
    relay.calls = {};
    const report = await check(relay, database);
    expect(report.carts.map(({ cartId, equal, verdict }) => [cartId, equal, verdict])).toEqual([
      ['kitchen', true, 'EQUAL'],
      ['ward', true, 'EQUAL'],
    ]);
    expect(report.carts[0]).toMatchObject({ ops: { relay: 4, db: 4, client: null }, findings: [] });
    expect(relay.calls).toEqual({ listCarts: 1, readReducerVersion: 1 });
    expect(report.totals).toMatchObject({ issued: 6, live: 6, unaccounted: 0 });
  });

  test('each kind of damage by hand is found, with the operations it hit, and nothing else', async () => {
    const { relay, database, ids } = await twoCarts(newDatabase);
    const [first, second, third] = ids;
    const damages: readonly (readonly [string, string])[] = [
      [`delete from trolley.op where op_id = '${first}'`, `kitchen MISSING_AT_DB ${first}`],
      [
        `update trolley.op set body = jsonb_set(body, '{qty}', '9') where op_id = '${second}'`,
        `kitchen CONTENT_MISMATCH ${second}`,
      ],
      [
        `update trolley.op set hash = sha256('x') where op_id = '${second}'`,
        `kitchen CONTENT_MISMATCH ${second}`,
      ],
      [`update trolley.op set line_id = 'x' where op_id = '${second}'`, `kitchen CONTENT_MISMATCH ${second}`],
      [
        `update trolley.op set sid = 'x', n = 7 where op_id = '${third}'`,
        `kitchen CONTENT_MISMATCH ${third}`,
      ],
      [
        `insert into trolley.op (cart_id, op_id, sid, n, kind, body, hash)
         select cart_id, 'strangestrange.1', 'strangestrange', 1, kind, body, hash from trolley.op where op_id = '${first}'`,
        `kitchen EXTRA_AT_DB strangestrange.1`,
      ],
      [
        `insert into trolley.op (cart_id, op_id, sid, n, kind, body)
         values ('kitchen', 'strangestrange.1', 'strangestrange', 1, 'add', '{"kind":"add"}')`,
        `kitchen EXTRA_AT_DB strangestrange.1`,
      ],
      [
        `update trolley.cart_line set qty = 5 where cart_id = 'ward' and line_no = 1`,
        'ward PROJECTION_STALE',
      ],
      [`delete from trolley.cart_line where cart_id = 'ward'`, 'ward PROJECTION_STALE'],
      [
        `update trolley.cart_export set reducer_version = 0, seal = '' where cart_id = 'ward'`,
        'ward REDUCER_SKEW',
      ],
      [
        `update trolley.cart_export set sessions = '{"x": 999999999999}' where cart_id = 'ward'`,
        'ward PROJECTION_STALE',
      ],
      [`update trolley.cart_export set root = sha256('') where cart_id = 'ward'`, 'ward PROJECTION_STALE'],
      [`update trolley.cart_export set account = '{}' where cart_id = 'ward'`, 'ward PROJECTION_STALE'],
      [`delete from trolley.cart_export where cart_id = 'ward'`, 'ward PROJECTION_STALE'],
      [
        `delete from trolley.op where cart_id = 'ward'`,
        `ward MISSING_AT_DB ${relay.ids('ward' as CartId).join(' ')}`,
      ],
      [
        `delete from trolley.op where cart_id = 'ward'; delete from trolley.cart_line where cart_id = 'ward';
         delete from trolley.cart_export where cart_id = 'ward';
         update trolley.export_run set started_at = to_timestamp(0)`,
        `ward MISSING_AT_DB ${relay.ids('ward' as CartId).join(' ')}`,
      ],
    ];
    for (const [damage, verdict] of damages) {
      await database.script('create schema kept');
      for (const table of ['op', 'cart_line', 'cart_export']) {
        await database.script(`create table kept.${table} as table trolley.${table}`);
      }
      await database.script(damage);
      expect([damage, found(await check(relay, database))]).toEqual([damage, [verdict]]);
      await database.script('truncate trolley.op; truncate trolley.cart_line; truncate trolley.cart_export');
      await database.script('alter table trolley.op disable trigger seal');
      for (const table of ['op', 'cart_line', 'cart_export']) {
        await database.script(`insert into trolley.${table} table kept.${table}`);
      }
      await database.script('alter table trolley.op enable trigger seal; drop schema kept cascade');
    }
    expect(found(await check(relay, database))).toEqual([]);
  });

  test('rows of what cannot be a cart are found, and no relay is asked for it', async () => {
    const { relay, database } = await twoCarts(newDatabase);
    await database.script(`insert into trolley.op (cart_id, op_id, sid, n, kind, body, hash)
      values ('../healthz', 'x', 'x', 1, 'add', '{}', sha256('x'))`);
    const report = await check(relay, database);
    expect(found(report)).toEqual(['../healthz EXTRA_AT_DB x']);
    const plan = planRepair(report, { relay: relay.name, madeAt: '' });
    expect(plan).toMatchObject({ carts: [], notes: [expect.stringContaining('no cart can have this name')] });
  });

  test('what it found is kept', async () => {
    const { relay, database, ids } = await twoCarts(newDatabase);
    await database.query('delete from trolley.op where op_id = $1', [ids[0]]);
    const { runId } = await check(relay, database);
    expect(await database.query('select run_id, carts, equal_carts from trolley.reconcile_run')).toEqual([
      { run_id: runId, carts: 2, equal_carts: 1 },
    ]);
    expect(
      await database.query('select run_id, cart_id, verdict, op_ids from trolley.reconcile_finding'),
    ).toEqual([{ run_id: runId, cart_id: 'kitchen', verdict: 'MISSING_AT_DB', op_ids: [ids[0]] }]);
  });
});

describe('a cart that is being written', () => {
  test('lags behind, and nothing is missing', async () => {
    const { relay, database, kitchen } = await twoCarts(newPostgres);
    const { perform } = relay.join(kitchen, 'ben');
    perform((fold) => addLine(fold, product(9), price(9), 1));
    const [mine] = relay.ids(kitchen).filter((id) => id.startsWith('03'));
    const report = await check(relay, database);
    expect(found(report)).toEqual([`kitchen LAG ${mine}`]);
    expect(report.carts[0]).toMatchObject({ equal: false, verdict: 'LAG' });
    await exportAll(relay, database);
    expect(found(await check(relay, database))).toEqual([]);
  });

  test('a cart made after the last export lags; one made before it is missing', async () => {
    const { relay, database } = await twoCarts(newPostgres);
    relay.fill('old', 1);
    expect(found(await check(relay, database))).toEqual([
      `old MISSING_AT_DB ${relay.ids('old' as CartId)[0]}`,
    ]);
    // An export that began before the relay last stored something of it.
    await database.query('update trolley.export_run set started_at = to_timestamp(0)');
    expect(found(await check(relay, database))).toEqual([`old LAG ${relay.ids('old' as CartId)[0]}`]);
  });

  test('so does one that was begun after the relay was asked for its list', async () => {
    const { relay, database } = await twoCarts(newPostgres);
    const listCarts = relay.listCarts.bind(relay);
    relay.listCarts = async () => {
      const listed = await listCarts();
      relay.fill('new', 1);
      return listed;
    };
    const cartIds = ['new' as CartId];
    const report = await reconcile({ relay, database, cartIds, clients: [], sleep, clock: Date.now });
    expect(found(report)).toEqual([`new LAG ${relay.ids('new' as CartId)[0]}`]);
  });

  test('nor is it missing when what the export noted is not to be trusted', async () => {
    const { relay, database, kitchen } = await twoCarts(newPostgres);
    await database.query(`update trolley.cart_export set sessions = '{}' where cart_id = 'kitchen'`);
    const { perform } = relay.join(kitchen, 'ben');
    relay.onRead = () => void perform((fold) => addLine(fold, product(9), price(9), 1));
    const report = await check(relay, database);
    const [mine] = relay.ids(kitchen).filter((id) => id.startsWith('03'));
    expect(found(report)).toEqual([`kitchen LAG ${mine}`, 'kitchen PROJECTION_STALE']);
  });

  test('writes between the readings are no alarm, whichever place is read first', async () => {
    const { relay, database, kitchen, ids } = await twoCarts(newPostgres);
    await database.query('delete from trolley.op where op_id = $1', [ids[0]]);
    const { perform, doc } = relay.join(kitchen, 'ben');
    relay.onRead = async () => {
      perform((fold) => addLine(fold, product(5), price(5), 1));
      if (relay.calls['exporting']) return;
      relay.calls['exporting'] = 1;
      await exportAll(relay, database);
    };
    const client = memoryClient(kitchen, doc, { isOnline: true, pending: 0 });
    const report = await check(relay, database, [client]);
    const mine = found(report).filter((line) => !line.includes(' LAG '));
    expect(mine).toEqual([`kitchen MISSING_AT_DB ${ids[0]}`]);
    expect(report.totals.unaccounted).toBe(0);
  });

  test('nor is what a client writes, and hands in, while it is looked at', async () => {
    const { relay, database, kitchen } = await twoCarts(newPostgres);
    const { perform, doc } = relay.join(kitchen, 'ben');
    const client = memoryClient(kitchen, doc, { isOnline: true, pending: 0 });
    const writing: ClientSource = {
      ...client,
      readCart: (id) => {
        perform((fold) => addLine(fold, product(5), price(5), 1));
        return client.readCart(id);
      },
    };
    const report = await check(relay, database, [writing]);
    expect(found(report).filter((line) => !line.includes(' LAG '))).toEqual([]);
    expect(report.totals.unaccounted).toBe(0);
  });
});

describe('a relay that lost operations', () => {
  test('they are missing there, with the database or a client as witness; the totals do not close', async () => {
    const { relay, database, kitchen, ids } = await twoCarts(newPostgres);
    const { doc } = relay.join(kitchen, 'ben', { isOffline: true });
    relay.lose(kitchen, (id) => id === ids[3]);
    expect(found(await check(relay, database))).toEqual([`kitchen MISSING_AT_RELAY ${ids[3]}`]);
    await database.query('delete from trolley.op where op_id = $1', [ids[3]]);
    relay.lose(kitchen, (id) => id === ids[1]);
    const report = await check(relay, database, [memoryClient(kitchen, doc)]);
    expect(found(report)).toEqual([
      `kitchen MISSING_AT_DB ${ids[3]}`,
      `kitchen MISSING_AT_RELAY ${ids[1]}`,
      `kitchen MISSING_AT_RELAY ${ids[3]}`,
    ]);
    expect(report.totals).toMatchObject({ issued: 6, live: 4, inFlight: 0, unaccounted: 2 });
  });

  test('what only a client has is in its outbox, unless it was told that it is durable', async () => {
    const { relay, database, kitchen } = await twoCarts(newPostgres);
    const { doc, perform } = relay.join(kitchen, 'ben', { isOffline: true });
    const written = perform((fold) => addLine(fold, product(5), price(5), 1));
    const [mine = ''] = written.ok ? written.value : [];
    for (const [pending, verdict] of [
      [null, 'LAG'],
      [1, 'LAG'],
      [0, 'MISSING_AT_RELAY'],
    ] as const) {
      expect(found(await check(relay, database, [memoryClient(kitchen, doc, { pending })]))).toEqual([
        `kitchen ${verdict} ${mine}`,
      ]);
    }
  });

  test('one with a later one of its session at the relay was with the relay too', async () => {
    const { relay, kitchen, ids } = await twoCarts(newPostgres);
    const { doc } = relay.join(kitchen, 'ben', { isOffline: true });
    relay.lose(kitchen, (id) => id === ids[1]);
    const fresh = await newPostgres();
    await exportAll(relay, fresh);
    expect(found(await check(relay, fresh, [memoryClient(kitchen, doc)]))).toEqual([
      `kitchen MISSING_AT_RELAY ${ids[1]}`,
    ]);
  });

  test('a whole cart it has no more is missing there', async () => {
    const { relay, database, kitchen, ids } = await twoCarts(newPostgres);
    relay.lose(kitchen, () => true);
    expect(found(await check(relay, database))).toEqual([`kitchen MISSING_AT_RELAY ${ids.join(' ')}`]);
  });
});

describe('clients', () => {
  test('offline with edits of their own lag, and are equal when they are back', async () => {
    const { relay, database, kitchen } = await twoCarts(newPostgres);
    const people = ['ben', 'cara', 'dan'].map((name) => ({
      name,
      ...relay.join(kitchen, name, { isOffline: true }),
    }));
    for (const { perform } of people) perform((fold) => addLine(fold, product(5), price(5), 1));
    const clients = people.map(({ name, doc }) =>
      memoryClient(kitchen, doc, { name, isOnline: false, pending: 1 }),
    );
    const report = await check(relay, database, clients);
    expect(report.carts[0]).toMatchObject({ verdict: 'LAG', ops: { client: 5, relay: 4, db: 4 } });
    expect(report.carts[0]?.findings.map(({ at, opIds }) => [at, opIds.length])).toEqual([
      ...[
        ['ben', 1],
        ['cara', 1],
        ['dan', 1],
      ],
    ]);
    expect(report.totals).toMatchObject({ issued: 9, live: 6, inFlight: 3, unaccounted: 0 });

    for (const { doc } of people) relay.store(kitchen, onlyNew(doc, relay.ids(kitchen)));
    for (const { doc } of people)
      for (const other of people) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other.doc));
    await exportAll(relay, database);
    expect(found(await check(relay, database, clients))).toEqual([]);
  });

  test('a connected client that was never given an operation, and one with a hole', async () => {
    const { relay, database, kitchen, ids } = await twoCarts(newPostgres);
    const empty = new Y.Doc();
    const connected = memoryClient(kitchen, empty, { isOnline: true, pending: 0 });
    expect(found(await check(relay, database, [connected]))).toEqual([
      `kitchen MISSING_AT_CLIENT ${ids.join(' ')}`,
    ]);
    const away = memoryClient(kitchen, empty, { isOnline: false });
    expect(found(await check(relay, database, [away]))).toEqual([`kitchen LAG ${ids.join(' ')}`]);
  });

  test('an operation that the client has with other content', async () => {
    const { relay, database, kitchen, ids } = await twoCarts(newPostgres);
    const doc = new Y.Doc();
    const copy = await relay.readCart(kitchen);
    doc.transact(() => {
      for (const { id, op } of copy.ops.values()) {
        doc.getMap('ops').set(id, id === ids[1] ? { ...(op as object), qty: 3 } : op);
      }
    });
    const report = await check(relay, database, [memoryClient(kitchen, doc)]);
    expect(found(report)).toEqual([`kitchen CONTENT_MISMATCH ${ids[1]}`]);
    expect(report.carts[0]?.findings[0]?.detail).toBe(
      'the desktop says otherwise than the relay: qty is 3, not 1',
    );
  });

  test('what the relay refused is accounted for', async () => {
    const { relay, database, kitchen } = await twoCarts(newPostgres);
    const { doc, perform } = relay.join(kitchen, 'ben', { isOffline: true });
    const written = perform((fold) => addLine(fold, product(5), price(5), 1));
    const refused = written.ok ? written.value : [];
    const report = await check(relay, database, [memoryClient(kitchen, doc, { refused })]);
    expect(report.totals).toMatchObject({ issued: 7, refused: 1, inFlight: 0, unaccounted: 0 });
  });
});

describe('what cannot be reached', () => {
  test('is never shown as equal: the relay, one cart of it, a client, the database', async () => {
    const { relay, database, kitchen } = await twoCarts(newPostgres);
    relay.unreadable.add(kitchen);
    expect(found(await check(relay, database))).toEqual(['kitchen UNREACHABLE']);
    relay.unreadable.clear();
    const gone: ClientSource = {
      ...memoryClient(kitchen, new Y.Doc()),
      listCarts: () => Promise.reject(new ClientUnavailable('gone')),
    };
    expect(found(await check(relay, database, [gone]))).toEqual(['kitchen UNREACHABLE', 'ward UNREACHABLE']);
    relay.isDown = true;
    const report = await check(relay, database);
    expect(found(report)).toEqual(['kitchen UNREACHABLE', 'ward UNREACHABLE']);
    expect([report.unreachable, report.carts.some(({ equal }) => equal)]).toEqual([
      ['the relay is down'],
      false,
    ]);
    relay.isDown = false;
    const nowhere = openPostgres({ url: 'postgres://postgres@127.0.0.1:1/none' });
    expect(found(await check(relay, nowhere))).toEqual(['kitchen UNREACHABLE', 'ward UNREACHABLE']);
    await nowhere.close();
  });

  test('another version of the fold on the relay', async () => {
    const { relay, database } = await twoCarts(newPostgres);
    relay.reducerVersion = 99;
    expect(found(await check(relay, database))).toEqual(['kitchen REDUCER_SKEW', 'ward REDUCER_SKEW']);
  });
});

/** The update of what the relay does not have. */
function onlyNew(doc: Y.Doc, known: readonly OpId[]): Uint8Array {
  const mine = [...doc.getMap('ops').keys()].filter((id) => !known.includes(id as OpId));
  const client = doc.getMap('ops')._map.get(mine[0] ?? '')?.id.client ?? 0;
  const rest = new Map(
    [...doc.store.clients.keys()].filter((other) => other !== client).map((other) => [other, 1e9]),
  );
  return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(rest));
}
