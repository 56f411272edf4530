import { spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { spawnRelay } from '../relay/testing/spawn-relay.ts';
import { temporaryDirectory } from '../relay/testing/temporary-directory.ts';
import { command, spawnAgent } from './testing/agent-process.ts';

const LINE = '{"product_id":1, "product_name": "test", "price": 1, "quantity": 1}';
const row = (quantity: number) => ({ product_id: 1, product_name: 'test', price: 1, quantity });
const soon = { timeout: 1_000, interval: 10 };

async function startRelay(dataDir: string, port?: number) {
  const relay = await spawnRelay({ command, dataDir, ...(port === undefined ? {} : { port }) });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
  });
  return relay;
}

async function agentOn(relay: { ws: string }, user: string, data?: string) {
  const agent = await spawnAgent(
    ...['--relay', relay.ws, '--cart', 'kitchen', '--user', user],
    ...['--data', data ?? (await temporaryDirectory())],
  );
  onTestFinished(async () => {
    await agent.end('SIGKILL');
  });
  return agent;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("system 1's walk-through: two agents and the relay agree within a second, adds are summed", async () => {
  const relay = await startRelay(await temporaryDirectory());
  const [ana, ben] = await Promise.all([agentOn(relay, 'Ana'), agentOn(relay, 'Ben')]);
  const get = async (path: string) => (await fetch(`${relay.http}${path}`)).json();

  expect(await Promise.all([ana.say(`add ${LINE}`), ben.say(`add ${LINE}`)])).toEqual(['success', 'success']);
  await vi.waitFor(async () => {
    expect(await ana.show()).toEqual([row(2)]);
    expect(await ben.show()).toEqual([row(2)]);
    expect(await get('/state')).toEqual({ kitchen: [row(2)] });
  }, soon);
  const raw = JSON.parse(await ana.say('raw')) as { ops: unknown };
  expect(await get('/raw_state')).toEqual({ kitchen: raw.ops });

  expect(await ben.say(`remove ${LINE}`)).toBe('success');
  await vi.waitFor(async () => {
    expect(await ana.show()).toEqual([]);
    expect(await get('/state')).toEqual({ kitchen: [] });
  }, soon);
});

test('an agent cut off on purpose works on, and what both did meets when it is back', async () => {
  const relay = await startRelay(await temporaryDirectory());
  const [ana, ben] = await Promise.all([agentOn(relay, 'Ana'), agentOn(relay, 'Ben')]);
  await ana.say(`add ${LINE}`);
  await vi.waitFor(async () => expect(await ben.show()).toEqual([row(1)]), soon);

  await ana.say('offline');
  await ana.say(`add ${LINE}`);
  await ben.say('set {"product_id":1,"quantity":5}');
  expect(await ana.status()).toMatchObject({ online: false, pending: 1, ops: 2 });
  expect(await ana.show()).toEqual([row(2)]);
  expect(await ben.show()).toEqual([row(5)]);

  await ana.say('online');
  await vi.waitFor(async () => {
    expect(await ana.show()).toEqual([row(6)]);
    expect(await ben.show()).toEqual([row(6)]);
    expect(await ana.status()).toMatchObject({ online: true, pending: 0 });
  }, soon);
});

test('nothing that was answered with success is lost when the agent is killed, the relay being away', async () => {
  const nowhere = { ws: `ws://127.0.0.1:${await freePort()}/sync` };
  const data = await temporaryDirectory();
  let acknowledged = 0;
  let said = 0;
  for (let round = 0; round < 3; round += 1) {
    const agent = await agentOn(nowhere, 'Ana', data);
    const enough = new Promise<void>((resolve) => {
      for (let line = 0; line < 400; line += 1) {
        said += 1;
        void agent.say(`add ${LINE}`).then((reply) => {
          expect(reply).toBe('success');
          acknowledged += 1;
          if (line === 150) resolve();
        });
      }
    });
    await enough;
    await agent.end('SIGKILL');
  }
  const agent = await agentOn(nowhere, 'Ana', data);
  const { ops } = await agent.status();
  expect(ops).toBeGreaterThanOrEqual(acknowledged);
  expect(ops).toBeLessThanOrEqual(said);
  expect(await agent.show()).toEqual([row(ops)]);
});

test('a relay that is killed and restarted gets everything within 10 s (P5)', async () => {
  const dataDir = await temporaryDirectory();
  const first = await startRelay(dataDir);
  const [ana, ben] = await Promise.all([agentOn(first, 'Ana'), agentOn(first, 'Ben')]);
  await ana.say(`add ${LINE}`);
  await first.end('SIGKILL');
  for (const agent of [ana, ben]) {
    await Promise.all(Array.from({ length: 100 }, () => agent.say(`add ${LINE}`)));
  }
  await startRelay(dataDir, Number(new URL(first.http).port));
  await vi.waitFor(
    async () => {
      for (const agent of [ana, ben]) {
        expect(await agent.status()).toMatchObject({ online: true, pending: 0, ops: 201 });
        expect(await agent.show()).toEqual([row(201)]);
      }
    },
    { timeout: 10_000, interval: 50 },
  );
});

test('a time offline that is longer than a frame reaches the relay and the others', async () => {
  const dataDir = await temporaryDirectory();
  const first = await startRelay(dataDir);
  const [ana, ben] = await Promise.all([agentOn(first, 'Ana'), agentOn(first, 'Ben')]);
  await ana.say('offline');
  const name = 'x'.repeat(200);
  const line = JSON.stringify({ product_id: 1, product_name: name, price: 1, quantity: 1 });
  const count = 5_000; // 1.6 MB, and a frame takes 1 MiB
  await Promise.all(Array.from({ length: count }, () => ana.say(`add ${line}`)));
  await ana.say('online');
  await vi.waitFor(
    async () => {
      expect(await ana.status()).toMatchObject({ online: true, pending: 0, ops: count });
      expect(await ben.show()).toMatchObject([{ product_name: name, quantity: count }]);
    },
    { timeout: 10_000, interval: 50 },
  );
});

test('stops when asked, with everything stored', async () => {
  const data = await temporaryDirectory();
  const nowhere = { ws: `ws://127.0.0.1:${await freePort()}/sync` };
  const agent = await agentOn(nowhere, 'Ana', data);
  await agent.say(`add ${LINE}`);
  expect(await agent.end('SIGTERM')).toBe(0);
  expect(await (await agentOn(nowhere, 'Ana', data)).show()).toEqual([row(1)]);
});

test.each([
  [['--cart', 'kitchen'], /required option '--relay <url>'/],
  [['--relay', 'http://here', '--cart', 'kitchen'], /ws:\/\/ or wss:\/\/ address/],
  [['--relay', 'ws://127.0.0.1:1/sync', '--cart', '../etc'], /A cart id has/],
  [['--relay', 'ws://127.0.0.1:1/sync', '--cart', 'a', '--currency', 'EURO'], /ISO 4217/],
  [['--relay', 'ws://127.0.0.1:1/sync', '--cart', 'a', '--listen', '65536'], /A port is/],
])('refuses %j as usage', (args, words) => {
  const { status, stderr } = spawnSync(process.execPath, [command, 'agent', ...args], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, expect.stringMatching(words)]);
});
