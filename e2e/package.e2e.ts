import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { listPackage } from '@electron/asar';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from './fixtures.ts';
import { makePackage, PACKAGE, start, TEST_COPY, type Running } from './package.ts';

/** The package that people get: made here, with what this machine has, and started as they do. */
test.beforeAll(async () => {
  test.setTimeout(180_000);
  await makePackage();
});

/** As the program has them, which are characters. */
const [OFF, ON] = [0x30, 0x31];

const started: Running[] = [];
test.afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

/** A user's folder with nothing in it. */
function newHome(name: string): string {
  const home = test.info().outputPath(name);
  mkdirSync(home, { recursive: true });
  return home;
}

/** Without a display, a locale or anything else that a desktop has. */
function trolley(home: string, ...args: string[]): Running {
  const running = start('trolley', args, { HOME: home });
  started.push(running);
  return running;
}

/** Where windows can be shown, and the leave to. */
const display = () =>
  Object.fromEntries(
    ['DISPLAY', 'XAUTHORITY'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  ) as Record<string, string>;

/** Chromium refuses its sandbox to root, and only to root. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

test('nothing can make the program do other than it was made for', async () => {
  const wire = await getCurrentFuseWire(join(PACKAGE, 'trolley-desktop'));
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: OFF,
    [FuseV1Options.EnableCookieEncryption]: ON,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: OFF,
    [FuseV1Options.EnableNodeCliInspectArguments]: OFF,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ON,
    [FuseV1Options.OnlyLoadAppFromAsar]: ON,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: OFF,
  });
  // The copy for tests differs in the one thing that tests need.
  const copy = await getCurrentFuseWire(join(TEST_COPY, 'trolley-desktop'));
  expect(copy).toEqual({ ...wire, [FuseV1Options.EnableNodeCliInspectArguments]: ON });
});

test('neither variables nor switches turn it into a Node or open it to a debugger', async () => {
  const home = newHome('home');
  const intruder = join(home, 'intruder.cjs');
  writeFileSync(intruder, "process.stdout.write('intruder\\n');");
  const command = [
    '--trolley-command',
    '--no-sandbox',
    '--ozone-platform=headless',
    '--inspect=0',
    '--',
    '--help',
  ];
  const running = start('trolley-desktop', command, {
    HOME: home,
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: `--require ${intruder}`,
  });
  started.push(running);
  const { end, stdout, stderr } = await running.ended;
  expect(end).toBe(0);
  expect(stdout).toMatch(/^Usage: trolley /);
  expect(stdout + stderr).not.toMatch(/intruder|Debugger listening/);
});

test('it holds what runs, and nothing else', () => {
  const files = listPackage(join(PACKAGE, 'resources', 'app.asar'), { isPack: false });
  for (const file of [
    ...['/package.json', '/LICENSE', '/dist/licences.json', '/dist/cli/main.js', '/ledger/sql/db_state.sql'],
    ...['start.js', 'main.js', 'ledger-process.js', 'preload.cjs', 'admin-preload.cjs'].map(
      (name) => `/dist/electron/${name}`,
    ),
    ...['/dist/renderer/index.html', '/dist/renderer/admin.html'],
    '/node_modules/@electric-sql/pglite/dist/pglite.wasm',
  ])
    expect(files).toContain(file);
  const top = new Set(files.map((file) => file.split('/')[1]));
  expect([...top].sort()).toEqual(['LICENSE', 'dist', 'ledger', 'node_modules', 'package.json']);
  expect(files.filter((file) => /\.(map|svelte|ts)$|\.test\.|^\/dist\/bench/.test(file))).toEqual([]);
  for (const tool of ['electron', 'electron-builder', 'svelte', 'vite', 'typescript', '@playwright'])
    expect(files).not.toContain(`/node_modules/${tool}`);
  const beside = readdirSync(PACKAGE);
  expect(beside).toContain('LICENSES.chromium.html');
  expect(beside).toContain('LICENSE.electron.txt');
  expect(readdirSync(join(PACKAGE, 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
});

test('it opens carts in any folder and under any locale, and asks nobody for anything', async () => {
  const home = newHome('Jürgen’s');
  const asked: string[] = [];
  const proxy = createServer((socket) => {
    socket.once('data', (data) => asked.push(data.toString('latin1').split('\r\n')[0] ?? ''));
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const desktop = start(
    'trolley-desktop',
    [
      ...asRoot,
      ...['--disable-gpu', '--disable-dev-shm-usage', '--password-store=basic'],
      `--proxy-server=127.0.0.1:${port}`,
      ...['--profile', 'Ana', '--cart', 'kitchen', '--command-port', '0'],
    ],
    { HOME: home, ...display() },
  );
  started.push(desktop);
  const { event, commandPort } = await desktop.announced;
  expect(event).toBe('ready');
  const socket = connect(Number(commandPort), '127.0.0.1');
  socket.write('add {"product_id":1,"product_name":"Milk","price":1.29,"quantity":3}\n');
  expect(await once(createInterface(socket), 'line')).toEqual(['success']);
  socket.destroy();
  expect(readdirSync(join(home, '.config', 'Trolley', 'profiles', 'Ana'))).toContain('IndexedDB');
  desktop.child.kill('SIGTERM');
  expect((await desktop.ended).end).toBe(0);
  proxy.close();
  expect(asked).toEqual([]);
});

test('its command serves, keeps, exports and compares carts without a display', async () => {
  test.slow();
  const home = newHome('home');
  const relay = trolley(home, 'relay', '--port', '0', '--data', join(home, 'relay'), '--log-level', 'warn');
  const { ws, http, pid } = await relay.announced;
  expect(pid).toBe(relay.child.pid);

  const agent = trolley(
    home,
    ...['agent', '--relay', String(ws), '--cart', 'kitchen', '--data', join(home, 'agent'), '--listen', '0'],
  );
  const socket = connect(Number((await agent.announced)['port']), '127.0.0.1');
  const replies = createInterface(socket);
  socket.write('add {"product_id":1,"product_name":"Milk","price":1.29,"quantity":3}\n');
  expect(await once(replies, 'line')).toEqual(['success']);
  await expect
    .poll(async () => ((await (await fetch(`${String(http)}/carts`)).json()) as unknown[]).length)
    .toBe(1);
  socket.destroy();

  const source = ['--relay', String(http), '--database-dir', join(home, 'database')];
  const exported = await trolley(home, 'export', ...source).ended;
  expect(exported).toMatchObject({ end: 0, stderr: '' });
  expect(JSON.parse(exported.stdout)).toMatchObject({ event: 'exported', carts: 1, inserted: 1 });
  const reconciled = await trolley(home, 'reconcile', ...source).ended;
  expect(reconciled).toMatchObject({ end: 0, stderr: '' });
  expect(reconciled.stdout).toContain('1 EQUAL');

  agent.child.kill('SIGINT');
  expect((await agent.ended).end).toBe(0);
  relay.child.kill('SIGTERM');
  expect((await relay.ended).end).toBe(0);
  expect(await trolley(home, 'events', '--relay', String(http)).ended).toMatchObject({ end: 3 });
  expect(await trolley(home, 'nonsense').ended).toMatchObject({
    end: 2,
    stdout: '',
    stderr: "error: unknown command 'nonsense'\n",
  });
});
