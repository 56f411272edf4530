import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { addLine } from '../../cart/commands.ts';
import type { CartId } from '../../cart/ids.ts';
import { canonicalJson, type Json } from '../../cart/json.ts';
import type { ExportProgress } from '../../protocol/export-progress.ts';
import type { OpCopy } from '../copies/cart-copy.ts';
import { DatabaseUnavailable, type Database, type Session } from '../database/database.ts';
import { exportCopy } from './export-cart.ts';
import { exportCarts, type ExportOptions } from './export-carts.ts';
import { followCarts } from './follow-carts.ts';
import { sha256 } from '../copies/op-hash.ts';
import { insertOps, readOps } from '../database/op-rows.ts';
import { MemoryRelay, price, product } from '../testing/memory-relay.ts';
import { useDatabases } from '../testing/new-database.ts';

const { server, newPostgres, newEmbedded } = useDatabases();
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
const optionsFor = (relay: MemoryRelay, database: Database): ExportOptions => ({
  ...{ relay, database, clock: Date.now, takenBy: 'test', patienceMs: 10_000, sleep: pause },
});

async function idsIn(database: Database, cartId: CartId) {
  const ids: string[] = [];
  for await (const { id } of readOps(database, cartId)) ids.push(id);
  return ids;
}

/** The same database, with something done before each statement of a transaction. */
const beforeStatements = (database: Database, act: () => void): Database => ({
  ...database,
  transaction: (run, options) =>
    database.transaction((session) => {
      const query: Session['query'] = (sql, parameters) => {
        act();
        return session.query(sql, parameters);
      };
      return run({ ...session, query });
    }, options),
});

const count = async (database: Database, table: string) =>
  (await database.query<{ n: number }>(`select count(*) as n from trolley.${table}`))[0]?.n;

describe.each([
  ['PostgreSQL', newPostgres],
  ['PGlite', newEmbedded],
])('exporting to %s', (_, newDatabase) => {
  test('brings operations, snapshot and lines, byte for byte what the relay has', async () => {
    const relay = new MemoryRelay();
    const kitchen = relay.fill('kitchen', 3);
    const { perform } = relay.join(kitchen, 'ben');
    perform((fold) => addLine(fold, { id: 'odd', name: '"; drop\0table ␀0 ü' }, price(1), 2));
    const database = await newDatabase();
    const summary = await exportCarts(optionsFor(relay, database));
    expect(summary).toMatchObject({ carts: 1, inserted: 4, differing: [], unreadable: [] });

    const copy = await relay.readCart(kitchen);
    const stored: [string, Json][] = [];
    for await (const { id, op, hash, struct, isAsWritten } of readOps(database, kitchen)) {
      stored.push([id, op as Json]);
      expect([isAsWritten, hash, struct]).toEqual([
        true,
        sha256(canonicalJson([id, op as Json])),
        expect.objectContaining({ bytes: new Uint8Array(copy.ops.get(id)?.place?.bytes ?? []) }),
      ]);
    }
    expect(sha256(canonicalJson(stored))).toBe(copy.digest);
    expect(
      await database.query(
        'select product_id, qty, unit_amount, currency from trolley.cart_line order by line_no',
      ),
    ).toEqual([
      ...[0, 1, 2].map((n) => ({ product_id: `p${n}`, qty: 1, unit_amount: 100 + n, currency: 'EUR' })),
      { product_id: 'odd', qty: 2, unit_amount: 101, currency: 'EUR' },
    ]);
    const [snapshot] = await database.query<{ digest: string; doc: Uint8Array; effective: object }>(
      'select digest, doc, effective from trolley.snapshot',
    );
    expect(snapshot).toMatchObject({ digest: copy.digest, effective: { units: 5, totals: { EUR: 505 } } });
    expect(new Uint8Array(snapshot?.doc ?? [])).toEqual(copy.doc);
  });

  test('again adds only what is new, and reads nothing of what is not', async () => {
    const relay = new MemoryRelay();
    const kitchen = relay.fill('kitchen', 3);
    relay.fill('ward', 2);
    const database = await newDatabase();
    await exportCarts(optionsFor(relay, database));
    relay.calls = {};
    expect(await exportCarts(optionsFor(relay, database))).toMatchObject({ unchanged: 2, inserted: 0 });
    expect(relay.calls).toEqual({ listCarts: 1 });
    const chosen = { ...optionsFor(relay, database), cartIds: [kitchen] };
    expect(await exportCarts(chosen)).toMatchObject({ carts: 1, unchanged: 1, ops: 3 });
    expect(relay.calls).toEqual({ listCarts: 1, readDigest: 1 });

    relay.join(kitchen, 'ben').perform((fold) => addLine(fold, product(0), price(0), 4));
    expect(await exportCarts(optionsFor(relay, database))).toMatchObject({ unchanged: 1, inserted: 1 });
    expect(await idsIn(database, kitchen)).toEqual(relay.ids(kitchen));
    expect(
      await database.query(
        `select qty from trolley.cart_line where product_id = 'p0' and cart_id = 'kitchen'`,
      ),
    ).toEqual([{ qty: 5 }]);
    expect(await count(database, 'snapshot')).toBe(3);
  });

  test('what is stored with other content is said, and left as it is', async () => {
    const relay = new MemoryRelay();
    const kitchen = relay.fill('kitchen', 3);
    const [first = '', second = ''] = relay.ids(kitchen);
    const database = await newDatabase();
    await exportCarts(optionsFor(relay, database));
    await database.query(`update trolley.op set body = jsonb_set(body, '{qty}', '9') where op_id = $1`, [
      first,
    ]);
    await database.query(`insert into trolley.op (cart_id, op_id, sid, n, kind, body, hash)
      values ('kitchen', 'strangestrange.1', 'strangestrange', 1, 'add', '{}', sha256(''))`);
    await database.query('delete from trolley.op where op_id = $1', [second]);
    expect(await exportCarts(optionsFor(relay, database))).toMatchObject({
      inserted: 1,
      differing: [{ cartId: kitchen, conflicts: [first], extra: ['strangestrange.1'] }],
    });
    expect(
      await database.query(`select body->'qty' as qty from trolley.op where op_id = $1`, [first]),
    ).toEqual([{ qty: 9 }]);
  });
});

describe('an export', () => {
  test('goes chunk by chunk, tells how far it is, and goes on where it was cancelled', async () => {
    const relay = new MemoryRelay();
    const kitchen = relay.fill('kitchen', 10);
    const database = await newPostgres();
    const cancel = new AbortController();
    const seen: ExportProgress[] = [];
    let now = 0;
    const cancelled = exportCarts({
      ...{ ...optionsFor(relay, database), chunkSize: 4, signal: cancel.signal, clock: () => (now += 10) },
      onProgress: (progress) => {
        seen.push(progress);
        cancel.abort(new Error('enough'));
      },
    });
    await expect(cancelled).rejects.toThrow('enough');
    expect(seen[0]).toMatchObject({ carts: 1, cartsDone: 0, ops: 10, inserted: 4 });
    expect(await idsIn(database, kitchen)).toHaveLength(4);
    expect(await count(database, 'cart_export')).toBe(0);
    const summary = await exportCarts({
      ...{ ...optionsFor(relay, database), chunkSize: 4, clock: () => (now += 10) },
      onProgress: (progress) => seen.push(progress),
    });
    expect(summary).toMatchObject({ inserted: 6 });
    expect(seen.at(-1)).toMatchObject({ cartsDone: 1, opsDone: 10, remainingMs: 0 });
    expect(seen.at(-1)?.opsPerSecond).toBeGreaterThan(0);
  });

  test('survives the death of the server in the middle: resumes, nothing doubled', async () => {
    const relay = new MemoryRelay();
    for (let n = 0; n < 12; n += 1) relay.fill(`cart-${n}`, 5);
    const database = await newPostgres();
    let chunks = 0;
    const summary = await exportCarts({
      ...{ ...optionsFor(relay, database), chunkSize: 2, parallel: 3 },
      onProgress: () => {
        chunks += 1;
        if (chunks !== 7) return;
        server().stop('immediate');
        setTimeout(() => server().start(), 200);
      },
    });
    expect(chunks).toBeGreaterThan(7);
    expect(summary).toMatchObject({ carts: 12, differing: [] });
    expect(await count(database, 'op')).toBe(60);
    expect(await count(database, 'snapshot')).toBe(12);
    expect(await exportCarts(optionsFor(relay, database))).toMatchObject({ unchanged: 12 });
  });

  test('at any statement the server may die: nothing is half done, and the next export does the rest', async () => {
    const relay = new MemoryRelay();
    relay.fill('kitchen', 5);
    const database = await newPostgres();
    const options = { ...optionsFor(relay, database), chunkSize: 2, patienceMs: 0 };
    const state = async () =>
      (
        await database.query(`select (select count(*) from trolley.op) as ops,
          (select count(*) from trolley.cart_line) as lines, (select count(*) from trolley.cart_export) as notes,
          (select count(*) from trolley.snapshot) as snapshots`)
      )[0];
    const whole = { ops: 5, lines: 5, notes: 1, snapshots: 1 };
    let deaths = 0;
    for (let isDying = true; isDying;) {
      await database.script(
        'truncate trolley.op, trolley.cart_line, trolley.cart_export, trolley.snapshot, trolley.export_run',
      );
      let statements = 0;
      const dying = beforeStatements(database, () => {
        statements += 1;
        if (statements > deaths) server().stop('immediate');
      });
      const failure: unknown = await exportCarts({ ...options, database: dying }).catch(
        (error: unknown) => error,
      );
      isDying = failure instanceof DatabaseUnavailable;
      if (isDying) {
        deaths += 1;
        server().start();
        // Starting it blocked this process, which has yet to hear that its connections are gone.
        await vi.waitFor(() => database.query('select 1'), 5_000);
        const ops = deaths > 4 ? 4 : deaths > 2 ? 2 : 0;
        expect(await state()).toEqual({ ops, lines: 0, notes: 0, snapshots: 0 });
        await exportCarts(options);
      }
      expect(await state()).toEqual(whole);
    }
    // Two chunks of a lock and an insert, and one that also writes what they amount to.
    expect(deaths).toBe(11);
  }, 120_000);

  test('of an operation that somebody stored meanwhile with other content says so, and leaves it', async () => {
    const relay = new MemoryRelay();
    const kitchen = relay.fill('kitchen', 2);
    const database = await newPostgres();
    const [first, second] = [...(await relay.readCart(kitchen)).ops.values()] as [OpCopy, OpCopy];
    const other = { ...first, hash: second.hash };
    expect(await insertOps(database, kitchen, [other])).toEqual({ inserted: 1, conflicts: [] });
    expect(await insertOps(database, kitchen, [first, second])).toEqual({
      inserted: 1,
      conflicts: [first.id],
    });
  });

  test('two at once do not get in each other’s way', async () => {
    const relay = new MemoryRelay();
    for (let n = 0; n < 6; n += 1) relay.fill(`cart-${n}`, 5);
    const database = await newPostgres();
    const both = [0, 1].map(() => exportCarts({ ...optionsFor(relay, database), chunkSize: 2 }));
    const inserted = (await Promise.all(both)).reduce((sum, summary) => sum + summary.inserted, 0);
    expect([inserted, await count(database, 'op'), await count(database, 'snapshot')]).toEqual([30, 30, 6]);
  });

  test('of an older copy does not undo what a newer one said', async () => {
    const relay = new MemoryRelay();
    const kitchen = relay.fill('kitchen', 2);
    const database = await newPostgres();
    const old = await relay.readCart(kitchen);
    relay.join(kitchen, 'ben').perform((fold) => addLine(fold, product(0), price(0), 4));
    await exportCopy(await relay.readCart(kitchen), optionsFor(relay, database));
    await exportCopy(old, optionsFor(relay, database));
    expect(await database.query('select op_count from trolley.cart_export')).toEqual([{ op_count: 3 }]);
    expect(await database.query('select sum(qty)::int as units from trolley.cart_line')).toEqual([
      { units: 6 },
    ]);
  });

  test('one cart that the relay cannot read does not keep the others from being exported', async () => {
    const relay = new MemoryRelay();
    const bad = relay.fill('bad', 2);
    relay.fill('good', 2);
    relay.unreadable.add(bad);
    const database = await newPostgres();
    expect(await exportCarts(optionsFor(relay, database))).toMatchObject({
      unreadable: ['bad'],
      inserted: 2,
    });
    expect(await database.query('select finished_at from trolley.export_run')).toEqual([
      { finished_at: null },
    ]);
    const chosen = { ...optionsFor(relay, database), cartIds: [bad, 'good' as CartId] };
    expect(await exportCarts(chosen)).toMatchObject({ unreadable: ['bad'], unchanged: 1 });
  });

  test('sale prices are those of the moment, and change in cart_now when the sale ends', async () => {
    const relay = new MemoryRelay();
    const { perform } = relay.join('kitchen' as CartId);
    const ends = Date.now() + 1_500;
    const sale = { amount: 80, currency: 'EUR', was: 100, until: ends } as const;
    perform((fold) => addLine(fold, product(1), sale, 3));
    const database = await newPostgres();
    await exportCarts(optionsFor(relay, database));
    const total = async () =>
      (await database.query('select qty, unit_amount, total from trolley.cart_now'))[0];
    expect(await total()).toEqual({ qty: 3, unit_amount: 80, total: 240 });
    await vi.waitFor(
      async () => expect(await total()).toEqual({ qty: 3, unit_amount: 100, total: 300 }),
      5_000,
    );
  });
});

describe('following', () => {
  function follow(relay: MemoryRelay, database: Database) {
    const end = new AbortController();
    const rounds: string[] = [];
    const following = followCarts({
      ...{ ...optionsFor(relay, database), gatherMs: 5, pollMs: 50, signal: end.signal },
      onExported: ({ carts, inserted }) => rounds.push(`${carts} ${inserted}`),
      onRelayLost: () => rounds.push('lost'),
    });
    const stop = async () => {
      end.abort();
      await following;
    };
    onTestFinished(stop);
    return { rounds, stop };
  }

  test('exports everything, then what changes, and after a restart only what changed meanwhile', async () => {
    const relay = new MemoryRelay();
    const kitchen = relay.fill('kitchen', 2);
    relay.fill('ward', 2);
    const database = await newPostgres();
    const first = follow(relay, database);
    await vi.waitFor(() => expect(first.rounds).toEqual(['2 4']), 5_000);
    const { perform } = relay.join(kitchen, 'ben');
    perform((fold) => addLine(fold, product(7), price(7), 1));
    await vi.waitFor(() => expect(first.rounds).toEqual(['2 4', '1 1']), 5_000);
    await vi.waitFor(
      async () =>
        expect(await database.query('select position from trolley.feed_position')).toEqual([{ position: 5 }]),
      5_000,
    );
    await first.stop();
    perform((fold) => addLine(fold, product(8), price(8), 1));
    const second = follow(relay, database);
    await vi.waitFor(() => expect(second.rounds).toEqual(['1 1']), 5_000);
  });

  test('a relay without a feed is looked at instead; one that goes away is looked for', async () => {
    const relay = new MemoryRelay();
    relay.feedHead = () => Promise.resolve(null);
    const kitchen = relay.fill('kitchen', 2);
    const database = await newPostgres();
    const { rounds } = follow(relay, database);
    await vi.waitFor(() => expect(rounds).toEqual(['1 2']), 5_000);
    relay.isDown = true;
    await vi.waitFor(() => expect(rounds).toEqual(['1 2', 'lost']), 5_000);
    relay.isDown = false;
    relay.join(kitchen, 'ben').perform((fold) => addLine(fold, product(7), price(7), 1));
    await vi.waitFor(() => expect(rounds.at(-1)).toBe('1 1'), 8_000);
  });
});
