import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { CartId, UserId } from '../cart/ids.ts';
import type { Role } from '../protocol/token.ts';
import { spawnRelay } from '../relay/testing/spawn-relay.ts';
import { temporaryDirectory } from '../relay/testing/temporary-directory.ts';
import { signToken } from '../relay/access/tokens.ts';
import { command, spawnAgent, spawnAgentAt, type AgentProcess } from './testing/agent-process.ts';

const SECRET = 'what the relay of this test signs its tokens with';
const LINE = '{"product_id":1, "product_name": "test", "price": 1, "quantity": 1}';
const row = (quantity: number) => ({ product_id: 1, product_name: 'test', price: 1, quantity });
const soon = { timeout: 15_000, interval: 25 };

interface TokenOptions {
  readonly role?: Role;
  readonly seconds?: number;
}

function tokenFor(user: string, { role = 'editor', seconds = 3_600 }: TokenOptions = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return signToken(
    { sub: user as UserId, aud: 'kitchen' as CartId, role, iat: now, exp: now + seconds, jti: randomUUID() },
    [new TextEncoder().encode(SECRET)],
  );
}

async function startRelay() {
  const directory = await temporaryDirectory();
  const secretFile = join(directory, 'secret');
  writeFileSync(secretFile, `${SECRET}\n`, { mode: 0o600 });
  const dataDir = join(directory, 'relay');
  const relay = await spawnRelay({ command, dataDir, args: ['--auth-secret-file', secretFile] });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
  });
  return relay;
}

/** An agent with its token in a file, which `give` replaces. */
async function agentOn(relay: { ws: string }, user: string, token: string, ahead = 0) {
  const directory = await temporaryDirectory();
  const file = join(directory, 'token');
  const give = (next: string) => writeFileSync(file, `${next}\n`);
  give(token);
  const agent = await spawnAgentAt(
    ahead,
    ...['--relay', relay.ws, '--cart', 'kitchen', '--token-file', file, '--user', user],
    ...['--data', join(directory, 'data')],
  );
  onTestFinished(async () => {
    await agent.end('SIGKILL');
  });
  return { agent, give };
}

const statusOf = (agent: AgentProcess) => agent.status();

test('a token that runs out while the cart is changed costs nothing: all goes out with the next', async () => {
  const relay = await startRelay();
  const { agent: ben } = await agentOn(relay, 'Ben', await tokenFor('Ben'));
  const short = await tokenFor('Ana', { seconds: 3 });
  const { agent: ana, give } = await agentOn(relay, 'Ana', short);
  await ana.say(`add ${LINE}`);
  await vi.waitFor(async () => expect(await ben.show()).toEqual([row(1)]), soon);

  let added = 1;
  let isEnding = true;
  while (isEnding) {
    expect(await ana.say(`add ${LINE}`)).toBe('success');
    added += 1;
    isEnding = (await statusOf(ana)).online;
  }
  for (let n = 0; n < 100; n += 1) expect(await ana.say(`add ${LINE}`)).toBe('success');
  added += 100;
  expect(await statusOf(ana)).toMatchObject({ online: false, ops: added });
  expect((await statusOf(ana)).pending).toBeGreaterThanOrEqual(100);
  expect(ana.logs.join('\n')).toContain('relay: access has ended; changes are kept here and sent when');

  const next = await tokenFor('Ana');
  give(next);
  await vi.waitFor(async () => {
    expect(await statusOf(ana)).toMatchObject({ online: true, pending: 0, ops: added });
    expect(await ben.show()).toEqual([row(added)]);
  }, soon);
  for (const token of [short, next]) expect(ana.logs.join('\n')).not.toContain(token.split('.')[1]);
});

test('what a reader changes stays here and is counted, and goes out when the reader may write', async () => {
  const relay = await startRelay();
  const { agent: ben } = await agentOn(relay, 'Ben', await tokenFor('Ben'));
  const { agent: ana, give } = await agentOn(relay, 'Ana', await tokenFor('Ana', { role: 'reader' }));
  await ben.say(`add ${LINE}`);
  await vi.waitFor(async () => expect(await ana.show()).toEqual([row(1)]), soon);
  expect(await ana.say(`add ${LINE}`)).toBe('success');
  await vi.waitFor(() => expect(ana.logs.join('\n')).toContain('"code":"forbidden"'), soon);
  expect(await statusOf(ana)).toMatchObject({ online: true, pending: 1 });
  expect(await ben.show()).toEqual([row(1)]);

  give(await tokenFor('Ana'));
  await vi.waitFor(async () => expect(await ben.show()).toEqual([row(2)]), soon);
  expect(await statusOf(ana)).toMatchObject({ pending: 0 });
});

test("a token of somebody else's is not taken, nor is a file without one, and it is said so", async () => {
  const relay = await startRelay();
  const { agent: ana, give } = await agentOn(relay, 'Ana', await tokenFor('Ana'));
  await ana.say(`add ${LINE}`);
  await vi.waitFor(async () => expect(await statusOf(ana)).toMatchObject({ pending: 0 }), soon);
  give(await tokenFor('Ben'));
  await vi.waitFor(() => expect(ana.logs.join('\n')).toContain('the new token is for \\"Ben\\"'), soon);
  give('nothing of use');
  await vi.waitFor(() => expect(ana.logs.join('\n')).toContain('holds no token'), soon);
  await ana.say(`add ${LINE}`);
  await vi.waitFor(async () => {
    expect(await statusOf(ana)).toMatchObject({ online: true, pending: 0 });
  }, soon);
});

test.each([10, -10])('a computer %d years off stamps right once it has met the relay', async (years) => {
  const relay = await startRelay();
  // The token is good by the relay's clock, which is the one that counts.
  const { agent } = await agentOn(relay, 'Ana', await tokenFor('Ana'), years * 365 * 86_400_000);
  await vi.waitFor(async () => expect(await statusOf(agent)).toMatchObject({ online: true }), soon);
  await vi.waitFor(() => expect(agent.logs.join('\n')).toContain('stamped by the relay'), soon);
  const before = Date.now();
  await agent.say(`add ${LINE}`);
  await vi.waitFor(async () => expect(await statusOf(agent)).toMatchObject({ ops: 1, pending: 0 }), soon);
  const raw = JSON.parse(await agent.say('raw')) as { ops: readonly { at: string }[] };
  const stamped = Number(raw.ops[0]?.at.slice(0, 15));
  expect(Math.abs(stamped - before)).toBeLessThan(5_000);
});

test('without a token the agent serves its cart, and says what it needs', async () => {
  const relay = await startRelay();
  const agent = await spawnAgent(
    ...['--relay', relay.ws, '--cart', 'kitchen', '--data', await temporaryDirectory()],
  );
  onTestFinished(async () => {
    await agent.end('SIGKILL');
  });
  expect(await agent.say(`add ${LINE}`)).toBe('success');
  await vi.waitFor(() => expect(agent.logs.join('\n')).toContain('relay: a token is needed'), soon);
  expect(await agent.status()).toMatchObject({ online: false, pending: 1 });
});

test.each([
  ['/nowhere/token', /cannot read the token/],
  [command, /holds no token/],
])('a token file such as %s is refused as usage', (file, words) => {
  const args = ['--relay', 'ws://127.0.0.1:1/sync', '--cart', 'a', '--token-file', file];
  const { status, stderr } = spawnSync(process.execPath, [command, 'agent', ...args], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, expect.stringMatching(words)]);
});
