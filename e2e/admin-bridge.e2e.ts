import type { ElectronApplication, Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AdminBridge } from '../protocol/admin/bridge.ts';
import type { Job } from '../protocol/admin/jobs.ts';
import { CartPage } from './cart-page.ts';
import type { Desktop } from './desktop.ts';
import { expect, test } from './fixtures.ts';

/** What a request of the page's bridge gives, asked from outside. */
const ask = <Name extends keyof AdminBridge>(
  page: Page,
  name: Name,
  ...args: Parameters<AdminBridge[Name]>
): Promise<Awaited<ReturnType<AdminBridge[Name]>>> =>
  page.evaluate(`trolleyAdmin.${name}(...${JSON.stringify(args)})`);

/** Starts a job and gives it as it ended. */
const runJob = (page: Page, name: 'startExport' | 'startReconcile', request: object): Promise<Job> =>
  page.evaluate(`new Promise((resolve, reject) => {
    trolleyAdmin.onJobChanged((job) => job.endedAt !== null && resolve(job));
    trolleyAdmin.${name}(${JSON.stringify(request)}).then((begun) => begun.ok || reject(begun.refusal.message));
  })`);

async function openAdmin(desktop: Desktop): Promise<Page> {
  const opened = desktop.app.waitForEvent('window');
  await desktop.clickMenu('Admin');
  const page = await opened;
  await page.waitForLoadState();
  return page;
}

/** An embedded database takes seconds to make, and more on a busy computer. In milliseconds. */
const MAKING_MS = 45_000;
test.slow();

const everything = { cartIds: null, mode: { kind: 'once' } } as const;

test('carts are exported into the embedded database, read by psql, and found equal everywhere', async ({
  relay,
  launchDesktop,
}) => {
  const desktop = await launchDesktop();
  const kitchen = new CartPage(desktop.page);
  await kitchen.add('2 Milk 1.29');
  await kitchen.settle();
  const admin = await openAdmin(desktop);
  expect(await ask(admin, 'readOverview')).toMatchObject({
    ok: true,
    value: {
      ...{ relay: { status: 'read' }, database: { status: 'read' }, desktop: { status: 'read' } },
      reconciledAt: null,
      carts: [
        { cartId: 'kitchen', isHere: true, database: null, verdict: null, relay: { ops: 1, units: 2 } },
      ],
    },
  });

  expect(await runJob(admin, 'startExport', everything)).toMatchObject({
    ...{ kind: 'export', status: 'done', problem: null, rounds: 1 },
    summary: { carts: 1, inserted: 1, differing: [] },
  });
  const opened = await ask(admin, 'openToPsql', true);
  if (!opened.ok || opened.value.kind !== 'embedded') throw new Error('not open');
  const { stdout } = await promisify(execFile)('psql', [
    ...['-At', '-c', 'select cart_id, name, qty, total from trolley.cart_now', opened.value.psqlUrl ?? ''],
  ]);
  expect(stdout).toBe('kitchen|Milk|2|258\n');
  expect(await ask(admin, 'openToPsql', false)).toMatchObject({ ok: true, value: { psqlUrl: null } });

  const reconciled = await runJob(admin, 'startReconcile', { cartIds: null, withDesktop: true });
  expect(reconciled).toMatchObject({
    status: 'done',
    report: { carts: [{ cartId: 'kitchen', verdict: 'EQUAL', ops: { client: 1, relay: 1, db: 1 } }] },
  });
  expect(await ask(admin, 'readOverview')).toMatchObject({ value: { carts: [{ verdict: 'EQUAL' }] } });

  // Away from the relay, what is done here is in this desktop only, and known to be on its way.
  await desktop.page.getByRole('switch', { name: 'Work offline' }).setChecked(true);
  await kitchen.add('Tea 3.00');
  await expect(kitchen.stage('Tea')).toHaveAttribute('data-stage', 'saved');
  expect(await ask(admin, 'readCart', 'kitchen' as never)).toMatchObject({
    value: {
      ...{ relay: { status: 'read', ops: [{ kind: 'add' }] }, database: { status: 'read', damaged: [] } },
      desktop: { status: 'read', ops: [{ kind: 'add' }, { kind: 'add' }] },
      result: { verdict: 'LAG', ops: { client: 2, relay: 1, db: 1 } },
    },
  });

  await relay.stop();
  const after = await ask(admin, 'readOverview');
  expect(after).toMatchObject({
    value: {
      relay: { status: 'unreachable', reason: expect.stringContaining('cannot reach') as unknown },
      ...{ database: { status: 'read' }, desktop: { status: 'read' } },
      carts: [{ cartId: 'kitchen', relay: null, isHere: true, database: { ops: 1 } }],
    },
  });
  expect(await runJob(admin, 'startReconcile', { cartIds: null, withDesktop: true })).toMatchObject({
    report: { carts: [{ verdict: 'UNREACHABLE', equal: false }] },
  });
  expect(await ask(admin, 'checkRelay')).toMatchObject({ ok: true, value: { status: 'unreachable' } });
});

test('the database is closed with the app, and found again with everything in it', async ({
  launchDesktop,
}, testInfo) => {
  const first = await launchDesktop();
  const kitchen = new CartPage(first.page);
  await kitchen.add('Milk 1.29');
  await kitchen.settle();
  expect(await runJob(await openAdmin(first), 'startExport', everything)).toMatchObject({ status: 'done' });
  await first.close();
  const lock = testInfo.outputPath('profiles', 'Ana', 'ledger', 'lock');
  const held = readdirSync(lock).map((name) => readFileSync(join(lock, name), 'utf8'));
  expect(held.at(-1)).toBe('');
  const admin = await openAdmin(await launchDesktop());
  expect(await ask(admin, 'readOverview')).toMatchObject({
    value: { carts: [{ cartId: 'kitchen', database: { ops: 1 } }] },
  });
});

test('when the process of the database dies, what ran has failed, and the next request works', async ({
  launchDesktop,
}) => {
  const desktop = await launchDesktop();
  const kitchen = new CartPage(desktop.page);
  await kitchen.add('Milk 1.29');
  await kitchen.settle();
  const admin = await openAdmin(desktop);
  await admin.evaluate(`trolleyAdmin.startExport({ cartIds: null, mode: { kind: 'follow' } })`);
  await expect
    .poll(async () => (await ask(admin, 'listJobs')).map((job) => job.kind === 'export' && job.rounds), {
      timeout: MAKING_MS,
    })
    .toEqual([1]);
  process.kill(await ledgerPid(desktop.app), 'SIGKILL');
  await expect
    .poll(async () => (await ask(admin, 'listJobs')).map(({ status, problem }) => [status, problem]))
    .toEqual([['failed', expect.stringContaining('has stopped')]]);
  expect(await ask(admin, 'readOverview')).toMatchObject({
    value: { database: { status: 'read' }, carts: [{ database: { ops: 1 } }] },
  });
  const again = await ask(admin, 'startExport', everything);
  expect(again).toEqual({ ok: true, value: 2 });
});

test('each kind of page has its own functions, and nothing of the other’s', async ({ launchDesktop }) => {
  const desktop = await launchDesktop();
  const admin = await openAdmin(desktop);
  expect(await admin.evaluate('[typeof trolley, typeof trolleyAdmin, typeof require]')).toEqual([
    ...['undefined', 'object', 'undefined'],
  ]);
  expect(await desktop.page.evaluate('[typeof trolley, typeof trolleyAdmin]')).toEqual([
    'object',
    'undefined',
  ]);
  expect(
    await admin.evaluate(`fetch('${await relayOf(desktop)}').then(() => 'talked', () => 'stopped')`),
  ).toBe('stopped');
  desktop.faults.splice(0);
  for (const call of [
    `readCart('../etc')`,
    `startExport({})`,
    `useDatabase({ kind: 'file' })`,
    `copyText(7)`,
  ]) {
    expect(await admin.evaluate(`trolleyAdmin.${call}.then(() => 'taken', () => 'refused')`)).toBe('refused');
  }

  // The admin's preload in a cart's window, and in one that is neither, is a stranger.
  const preload = join(import.meta.dirname, '..', 'dist', 'electron', 'admin-preload.cjs');
  const answer = await desktop.app.evaluate(async ({ BrowserWindow }, path) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload: path, sandbox: true } });
    await stranger.loadURL('app://trolley/admin.html');
    const said: unknown = await stranger.webContents.executeJavaScript(
      `trolleyAdmin.getDatabase().then(() => 'answered', (error) => error.message)`,
    );
    stranger.destroy();
    return said;
  }, preload);
  expect(answer).toContain('unknown place');
  desktop.faults.splice(0);

  // A second wish for it brings the one that is open to the front.
  await desktop.clickMenu('Admin');
  const titles = await desktop.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getTitle()),
  );
  expect(titles.filter((title) => title.startsWith('Admin'))).toHaveLength(1);
});

test('a password is kept for the profile, and shown to nobody', async ({ launchDesktop }, testInfo) => {
  const desktop = await launchDesktop();
  const admin = await openAdmin(desktop);
  const url = 'postgres://ana@127.0.0.1:1/trolley';
  const choice = { kind: 'server', url, password: null, caFile: null } as const;
  const withPassword = url.replace('ana@', 'ana:S3cr%25t-w0rd@');
  expect(await ask(admin, 'useDatabase', { ...choice, url: withPassword })).toEqual({
    ok: true,
    value: { kind: 'server', url, hasPassword: true, caFile: null, keeping: 'weak' },
  });
  const tried = await ask(admin, 'tryDatabase', choice);
  expect(tried).toMatchObject({ ok: false, refusal: { code: 'database' } });
  const overview = await ask(admin, 'readOverview');
  expect(overview).toMatchObject({ value: { database: { status: 'unreachable' } } });
  expect(await ask(admin, 'useDatabase', { ...choice, url: 'sqlite://x' })).toMatchObject({
    refusal: { code: 'invalid' },
  });
  const seen = JSON.stringify([
    tried,
    overview,
    await ask(admin, 'getDatabase'),
    await ask(admin, 'listJobs'),
  ]);
  await desktop.close();

  const directory = testInfo.outputPath('profiles', 'Ana');
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) =>
    join(directory, name),
  );
  const isTelling = (path: string) =>
    statSync(path, { throwIfNoEntry: false })?.isFile() === true &&
    readFileSync(path, 'latin1').includes('w0rd');
  expect(files.filter(isTelling)).toEqual([]);
  expect([seen, desktop.output.join('')].join()).not.toContain('w0rd');
  expect(readFileSync(join(directory, 'database.json'), 'utf8')).toContain('"server"');
  expect(existsSync(join(directory, 'ledger'))).toBe(false);

  const again = await openAdmin(await launchDesktop());
  expect(await ask(again, 'getDatabase')).toMatchObject({ kind: 'server', url, hasPassword: true });
});

test.describe('with a relay that asks for tokens', () => {
  test.use({ isGuarded: true });

  test('only an admin of every cart is let in, and whoever is not is told so', async ({
    relay,
    launchDesktop,
  }) => {
    const desktop = await launchDesktop({ token: await relay.token({ user: 'Ana' }) });
    const admin = await openAdmin(desktop);
    const refused = { ok: false, refusal: { code: 'no_access' } };
    expect(await ask(admin, 'readOverview')).toMatchObject(refused);
    expect(await ask(admin, 'startExport', everything)).toMatchObject(refused);
    expect(await ask(admin, 'useDatabase', { kind: 'embedded' })).toMatchObject(refused);
    const told = admin.evaluate('new Promise((resolve) => trolleyAdmin.onAccessChanged(resolve))');
    expect(await ask(admin, 'setToken', 'no token')).toBe(false);
    expect(await ask(admin, 'setToken', await relay.token({ user: 'Ana', role: 'admin' }))).toBe(true);
    expect(await told).toMatchObject({ claims: { role: 'admin', sub: 'Ana' } });
    expect(await ask(admin, 'readOverview')).toMatchObject({
      ok: true,
      value: { relay: { status: 'read' } },
    });
    await ask(admin, 'setToken', await relay.token({ user: 'Ana', role: 'admin', cart: 'kitchen' }));
    expect(await ask(admin, 'readAudit')).toMatchObject(refused);
  });
});

async function relayOf(desktop: Desktop): Promise<string> {
  const cart: unknown = await desktop.page.evaluate(`trolley.openCart('kitchen')`);
  const { relayUrl } = cart as { relayUrl: string };
  return relayUrl.replace('ws:', 'http:').replace('/sync', '/healthz');
}

/** The number of the process that holds the database. */
const ledgerPid = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ app: electron }) => {
    const ledger = electron.getAppMetrics().find(({ name }) => name === 'Trolley ledger');
    if (!ledger) throw new Error('no ledger process');
    return ledger.pid;
  });
