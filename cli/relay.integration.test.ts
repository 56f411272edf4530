import { spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { spawnRelay, type SpawnRelayOptions } from '../relay/testing/spawn-relay.ts';
import { eventually, newClient } from '../relay/testing/new-client.ts';
import { OpWriter } from '../relay/testing/op-writer.ts';
import { RawClient } from '../relay/testing/raw-client.ts';
import { mountSmallDisk } from '../relay/testing/small-disk.ts';
import { temporaryDirectory } from '../relay/testing/temporary-directory.ts';

const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

async function start(options: Partial<SpawnRelayOptions> = {}) {
  const relay = await spawnRelay({ command, dataDir: await temporaryDirectory(), ...options });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
  });
  return relay;
}

/** Runs the command to its end. */
function run(...args: string[]) {
  const { status, stderr, stdout } = spawnSync(process.execPath, [command, 'relay', ...args], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  return { status, stderr, stdout };
}

test('says where it listens, serves there, and stops when asked, with everything stored', async () => {
  const dataDir = join(await temporaryDirectory(), 'new', 'place');
  const relay = await start({ dataDir });
  expect(relay.ws).toMatch(/^ws:\/\/127\.0\.0\.1:[0-9]+\/sync$/);
  expect(relay.http).toMatch(/^http:\/\/127\.0\.0\.1:[0-9]+$/);
  expect((await fetch(`${relay.http}/readyz`)).status).toBe(200);
  const client = await RawClient.connect(relay);
  const ana = new OpWriter(7);
  for (let i = 0; i < 500; i++) client.sendUpdate(ana.next());
  await eventually(() => expect(client.durable(7)).toBeGreaterThan(0));

  const started = performance.now();
  expect(await relay.end('SIGTERM')).toBe(0);
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(await client.closed).toMatchObject({ code: 4503 });

  const again = await start({ dataDir });
  const late = newClient(again);
  await eventually(() => expect(late.ids.length).toBe(client.durable(7)));
});

test('logs are JSON lines, also when the disk is full', async () => {
  const disk = mountSmallDisk(1024);
  const relay = await start({ dataDir: disk.path, args: ['--log-level', 'debug'] });
  const client = await RawClient.connect(relay);
  const ana = new OpWriter(7);
  while (client.refusals.length === 0) {
    client.sendUpdate(ana.next({ extra: 'x'.repeat(2_000) }));
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await relay.end('SIGINT')).toBe(0);
  const messages = relay.logs.map((line) => (JSON.parse(line) as { msg: string }).msg);
  expect(messages).toEqual(expect.arrayContaining(['listening', 'the log cannot be written', 'stopped']));
});

test('an address in use is said plainly', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const { status, stderr } = run('--port', String(port), '--data', await temporaryDirectory());
  expect([status, stderr]).toEqual([
    3,
    `trolley: cannot listen on 127.0.0.1:${port}: the address is in use (another relay?)\n`,
  ]);
});

test('one relay at a time has a data directory', async () => {
  const dataDir = await temporaryDirectory();
  const first = await start({ dataDir });
  const { status, stderr } = run('--port', '0', '--data', dataDir);
  expect([status, stderr]).toEqual([3, `trolley: ${dataDir} is in use by process ${first.pid}\n`]);
});

test('without authentication it only listens on this machine', () => {
  for (const host of ['0.0.0.0', '::', '192.168.1.7', 'example.org', '127.evil.example']) {
    const { status, stderr } = run('--host', host, '--port', '0');
    expect([status, stderr]).toEqual([2, expect.stringContaining('only listens on this machine')]);
  }
});

test('wrong options end with 2, help with 0 and an example', () => {
  expect(run('--port', 'http').status).toBe(2);
  expect(run('--colour').status).toBe(2);
  const help = run('--help');
  expect(help.status).toBe(0);
  expect(help.stdout).toContain('Example:');
});

test('a page may connect only from where --allow-origin says', async () => {
  const relay = await start({ args: ['--allow-origin', 'https://a.example', 'https://b.example'] });
  await RawClient.connect(relay, { origin: 'https://b.example' });
  await expect(RawClient.connect(relay, { origin: 'https://c.example' })).rejects.toThrow('403');
});
