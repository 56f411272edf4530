import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { CartId, OpId } from '../../cart/ids.ts';
import type { AnyAdminAnswer } from '../../protocol/admin/bridge.ts';
import type { ExportJob, Job } from '../../protocol/admin/jobs.ts';
import type { FeedNews } from '../../protocol/admin/relay.ts';
import type { RawOp } from '../../protocol/http.ts';
import type { DatabaseSettings } from '../../ledger/admin/database-settings.ts';
import { LedgerDesk } from '../../ledger/admin/ledger-desk.ts';
import { startPostgres, type PostgresServer } from '../../ledger/testing/postgres-server.ts';
import { MemoryUpdateLog } from '../../relay/testing/memory-update-log.ts';
import { newRelay } from '../../relay/testing/new-relay.ts';
import { temporaryDirectory } from '../../relay/testing/temporary-directory.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.destroy());

const [kitchen, ward] = ['kitchen', 'ward'] as [CartId, CartId];
const once = { cartIds: null, mode: { kind: 'once' } } as const;

/** Adds a thing to a cart, as somebody would by way of HTTP. */
async function add(http: string, cart: string, item: string): Promise<void> {
  const response = await fetch(`${http}/items/${cart}/${item}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ unitCount: 2, offeredPrice: 1.5, name: item }),
  });
  if (!response.ok) throw new Error(await response.text());
}

const postgres = (): DatabaseSettings => ({
  ...{ kind: 'server', url: server.newDatabase(), password: null, caFile: null },
});
const embedded = async (): Promise<DatabaseSettings> => ({
  kind: 'embedded',
  directory: join(await temporaryDirectory(), 'ledger'),
});

/** Not by `server.psql`, which waits for it: the embedded database answers from this very thread. */
const psql = (url: string, sql: string) => promisify(execFile)('psql', ['-X', '-q', '-d', url, '-c', sql]);

/** A desk whose desktop has what is in `here`; `null`: nobody answers. */
function newDesk(relayUrl: string | null, database: DatabaseSettings) {
  const jobs: Job[] = [];
  const news: FeedNews[] = [];
  const bugs: unknown[] = [];
  const desktop: { here: Map<CartId, readonly RawOp[]> | null } = { here: new Map() };
  const desk = new LedgerDesk({
    ...{ relayUrl, token: null, database, doneBy: 'ana', firstNumber: 1, clock: Date.now },
    lock: () => () => undefined,
    sleep: (milliseconds, signal) =>
      delay(Math.min(milliseconds, 50), undefined, signal && { signal }).catch(() => undefined),
    askDesktop: (question) => {
      const { here } = desktop;
      if (!here) return Promise.resolve(null);
      if (question.kind === 'desktop-carts') {
        return Promise.resolve({ kind: question.kind, reply: { ok: true, cartIds: [...here.keys()] } });
      }
      const ops = here.get(question.cartId);
      const cart = ops ? { ops, pending: 0, refused: [] } : null;
      return Promise.resolve({ kind: question.kind, reply: { ok: true, cart } } as unknown as AnyAdminAnswer);
    },
    onJob: (job) => jobs.push(job),
    onFeedNews: (one) => news.push(one),
    onBug: (error) => bugs.push(error),
  });
  onTestFinished(async () => {
    await desk.close();
    expect(bugs).toEqual([]);
  });
  const valueOf = <T>(result: { ok: true; value: T } | { ok: false; refusal: { message: string } }): T => {
    if (!result.ok) throw new Error(result.refusal.message);
    return result.value;
  };
  /** Runs a job to its end. */
  const run = async (started: ReturnType<LedgerDesk['startExport']>): Promise<Job> => {
    const jobId = valueOf(await started);
    return vi.waitFor(
      () => {
        const job = jobs.findLast((one) => one.jobId === jobId && one.endedAt !== null);
        if (!job) throw new Error('it runs still');
        return job;
      },
      // An embedded database takes seconds to make, and more on a busy computer.
      { timeout: 60_000 },
    );
  };
  return { desk, desktop, jobs, news, valueOf, run };
}

describe.each([
  ['PostgreSQL', () => Promise.resolve(postgres())],
  ['PGlite', embedded],
])('with %s', { timeout: 180_000 }, (_, newDatabase) => {
  test('carts are exported, compared, found damaged, mended and found equal', async () => {
    const relay = await newRelay();
    for (const item of ['milk', 'tea']) await add(relay.http, 'kitchen', item);
    await add(relay.http, 'ward', 'milk');
    const settings = await newDatabase();
    const { desk, valueOf, run } = newDesk(relay.http, settings);
    expect(valueOf(await desk.readOverview())).toMatchObject({
      database: { status: 'read' },
      carts: [
        {
          cartId: 'kitchen',
          relay: { ops: 2, units: 4, totals: { EUR: 600 } },
          database: null,
          verdict: null,
        },
        { cartId: 'ward' },
      ],
    });
    expect(await run(desk.startExport(once))).toMatchObject({
      ...{ status: 'done', rounds: 1, progress: { cartsDone: 2, opsDone: 3 } },
      summary: { carts: 2, inserted: 3 },
    });
    const before = valueOf(await desk.readCart(kitchen));
    expect(before).toMatchObject({
      ...{ relay: { status: 'read' }, desktop: { status: 'absent' }, result: { verdict: 'EQUAL' } },
      database: {
        damaged: [],
        lines: [{ productId: 'milk', qty: 2, unitAmount: 150 }, { productId: 'tea' }],
      },
    });
    if (before.database.status !== 'read' || before.relay.status !== 'read') throw new Error('not read');
    expect(before.database.digest).toBe(before.relay.digest);
    // Looking at a cart is no run.
    expect(valueOf(await desk.listRuns())).toEqual([]);

    const [damaged] = before.relay.ops.map(({ id }) => id) as [OpId];
    const url = settings.kind === 'server' ? settings.url : (valueOf(await desk.openToPsql(true)) ?? '');
    await psql(url, `update trolley.op set body = '7' where op_id = '${damaged}'`);
    await psql(url, `delete from trolley.op where cart_id = 'ward'`);
    expect(valueOf(await desk.readCart(kitchen))).toMatchObject({
      database: { status: 'read', damaged: [damaged], ops: [{ id: damaged, kind: '' }, { kind: 'add' }] },
      result: { verdict: 'CONTENT_MISMATCH' },
    });
    const found = await run(desk.startReconcile({ cartIds: null, withDesktop: false }));
    expect(found).toMatchObject({
      ...{ done: 2, carts: 2, status: 'done' },
      report: { carts: [{ verdict: 'CONTENT_MISMATCH' }, { verdict: 'MISSING_AT_DB' }] },
    });
    expect(valueOf(await desk.readOverview()).carts.map(({ verdict }) => verdict)).toEqual([
      ...['CONTENT_MISMATCH', 'MISSING_AT_DB'],
    ]);
    const plan = valueOf(await desk.makePlan(found.jobId));
    expect(await desk.makePlan(999)).toMatchObject({ ok: false, refusal: { code: 'absent' } });
    const answered = {
      ...plan,
      carts: plan.carts.map((cart) => ({
        ...cart,
        questions: cart.questions.map((question) => ({ ...question, keep: 'relay' as const })),
      })),
    };
    expect(await run(desk.startApply(answered))).toMatchObject({
      ...{ status: 'done', done: 2, carts: 2 },
      outcome: { status: 'applied', asked: 0, refusals: [] },
    });
    const audit = valueOf(await desk.readAudit());
    expect(audit[0]).toMatchObject({ action: 'apply', outcome: 'done', doneBy: 'ana', cartId: null });
    await run(desk.startReconcile({ cartIds: null, withDesktop: false }));
    expect(valueOf(await desk.readOverview())).toMatchObject({
      reconciledAt: expect.any(Number) as number,
      carts: [{ verdict: 'EQUAL' }, { verdict: 'EQUAL' }],
    });
    expect(valueOf(await desk.listRuns())[0]).toMatchObject({ carts: 2, equalCarts: 2, findings: 0 });

    const timings = valueOf(await desk.readTimings(kitchen));
    expect(timings).toHaveLength(2);
    for (const { madeAt, storedAt, exportedAt } of timings) {
      expect(madeAt).toBeLessThanOrEqual((storedAt ?? 0) + 1_000);
      expect(storedAt).toBeLessThanOrEqual((exportedAt ?? 0) + 1_000);
    }
    expect(valueOf(await desk.readValues(ward))).toMatchObject([
      { cartId: 'ward', units: 2, totals: { EUR: 300 } },
    ]);
    expect(valueOf(await desk.readValues(null))).toHaveLength(2);
  });
});

test('carts that are only on this desktop are there, and a desktop that is silent is not empty', async () => {
  const relay = await newRelay();
  await add(relay.http, 'kitchen', 'milk');
  const { desk, desktop, valueOf, run } = newDesk(relay.http, postgres());
  await run(desk.startExport(once));
  const sides = valueOf(await desk.readCart(kitchen));
  if (sides.relay.status !== 'read') throw new Error('not read');
  desktop.here = new Map([
    [kitchen, sides.relay.ops],
    [ward, [{ id: `${'a'.repeat(16)}.1`, kind: 'title', title: 'Ward' } as unknown as RawOp]],
  ]);
  expect(valueOf(await desk.readOverview()).carts).toMatchObject([
    { cartId: 'kitchen', isHere: true },
    { cartId: 'ward', isHere: true, relay: null, database: null },
  ]);
  expect(valueOf(await desk.readCart(kitchen))).toMatchObject({
    desktop: { status: 'read', digest: sides.relay.digest },
    result: { verdict: 'EQUAL', ops: { client: 1, relay: 1, db: 1 } },
  });
  desktop.here = null;
  expect(valueOf(await desk.readOverview())).toMatchObject({
    desktop: { status: 'unreachable', reason: expect.stringContaining('does not answer') as string },
    relay: { status: 'read' },
    carts: [{ cartId: 'kitchen', isHere: false }],
  });
  expect(await run(desk.startReconcile({ cartIds: null, withDesktop: true }))).toMatchObject({
    report: { carts: [{ verdict: 'UNREACHABLE', equal: false }] },
  });
});

test('looking makes no database, and trying one changes nothing', async () => {
  const settings = await embedded();
  if (settings.kind !== 'embedded') throw new Error('not embedded');
  const relay = await newRelay();
  await add(relay.http, 'kitchen', 'milk');
  const { desk, valueOf } = newDesk(relay.http, settings);
  expect(valueOf(await desk.readOverview()).carts).toMatchObject([{ cartId: 'kitchen', database: null }]);
  expect(valueOf(await desk.readCart(kitchen))).toMatchObject({
    database: { status: 'absent' },
    result: null,
  });
  expect(valueOf(await desk.listRuns())).toEqual([]);
  expect(valueOf(await desk.tryDatabase(settings))).toMatchObject({
    ...{ version: expect.stringMatching(/^PostgreSQL \d+/) as string, isMigrated: false, isEncrypted: null },
  });
  expect(existsSync(settings.directory)).toBe(false);
  expect(valueOf(await desk.tryDatabase(postgres()))).toMatchObject({
    isMigrated: false,
    isEncrypted: false,
  });
});

test('a password is used and told to nobody; without the right one the database refuses', async () => {
  const guarded = await startPostgres();
  onTestFinished(() => guarded.destroy());
  const url = guarded.newDatabase();
  const password = 'p@ss w/ü%41+&';
  guarded.psql(url, '-c', `create role ana login password '${password}'`);
  const file = guarded.psql(url, '-c', 'show hba_file');
  const rules = ['host all postgres 127.0.0.1/32 trust', 'host all all 127.0.0.1/32 scram-sha-256'];
  guarded.psql(url, '-c', `copy (values ('${rules[0]}'), ('${rules[1]}')) to '${file}'`);
  guarded.psql(url, '-c', 'select pg_reload_conf()');
  const { desk } = newDesk(null, postgres());
  const settings = { kind: 'server', url: url.replace('postgres@', 'ana@'), caFile: null } as const;
  expect(await desk.tryDatabase({ ...settings, password })).toMatchObject({ ok: true });
  for (const wrong of ['hunter2', null]) {
    const refused = await desk.tryDatabase({ ...settings, password: wrong });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'database' } });
    expect(JSON.stringify(refused)).not.toContain('hunter2');
  }
});

test('another database is used from then on, unless a job is at work in this one', async () => {
  const relay = await newRelay();
  await add(relay.http, 'kitchen', 'milk');
  const { desk, jobs, valueOf, run } = newDesk(relay.http, postgres());
  await run(desk.startExport(once));
  const following = valueOf(await desk.startExport({ cartIds: null, mode: { kind: 'follow' } }));
  expect(await desk.startExport(once)).toMatchObject({ refusal: { code: 'busy' } });
  expect(await desk.useDatabase(postgres())).toMatchObject({ refusal: { code: 'busy' } });
  desk.cancelJob(following);
  await vi.waitFor(() => expect(jobs.at(-1)).toMatchObject({ status: 'cancelled' }));
  expect(await desk.useDatabase(postgres())).toEqual({ ok: true, value: null });
  expect(valueOf(await desk.readOverview()).carts).toMatchObject([{ database: null }]);
});

test('an export that follows waits for a relay that is away, and goes on when it is back', async () => {
  const log = new MemoryUpdateLog();
  const relay = await newRelay({ log });
  await add(relay.http, 'kitchen', 'milk');
  const { desk, jobs, news } = newDesk(relay.http, postgres());
  await desk.startExport({ cartIds: null, mode: { kind: 'follow' } });
  await desk.followFeed({ cartId: kitchen, backlog: 1 });
  const latest = () => jobs.at(-1) as ExportJob;
  const positions = () => news.flatMap(({ events }) => events.map(({ position }) => position));
  await vi.waitFor(() => expect([latest().rounds, positions()]).toEqual([1, [0]]), { timeout: 10_000 });
  await add(relay.http, 'ward', 'milk');
  await add(relay.http, 'kitchen', 'tea');
  await vi.waitFor(() => expect(positions()).toEqual([0, 2]), { timeout: 10_000 });
  await vi.waitFor(() => expect(latest().rounds).toBeGreaterThan(1), { timeout: 10_000 });
  await relay.close();
  await vi.waitFor(
    () => {
      expect(latest()).toMatchObject({ status: 'running', waitingFor: expect.any(String) as string });
      expect(news.at(-1)).toMatchObject({ status: 'waiting', reason: expect.any(String) as string });
    },
    { timeout: 10_000 },
  );
});

test('a relay says how it is; one that is not there, or none at all, is told apart', async () => {
  const relay = await newRelay();
  const { desk, valueOf } = newDesk(relay.http, postgres());
  const health = valueOf(await desk.checkRelay());
  expect(health).toMatchObject({ status: 'answering', isReady: true, reason: null, version: '0.1.0' });
  expect(Object.keys('metrics' in health ? health.metrics : {})).toContain('trolley_connections');
  await relay.close();
  expect(valueOf(await desk.checkRelay())).toMatchObject({ status: 'unreachable', url: relay.http });
  const alone = newDesk(null, postgres()).desk;
  expect(await alone.checkRelay()).toMatchObject({ ok: false, refusal: { code: 'relay' } });
  expect(await alone.readOverview()).toMatchObject({ ok: true, value: { relay: { status: 'unreachable' } } });
});
