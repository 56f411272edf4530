import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { spawnRelay, type RelayProcess } from '../relay/testing/spawn-relay.ts';
import { temporaryDirectory } from '../relay/testing/temporary-directory.ts';
import { command } from './testing/agent-process.ts';

interface Event {
  readonly position: number;
  readonly cartId: string;
  readonly id: string;
}

async function startRelay(dataDir: string, port = 0): Promise<RelayProcess> {
  const relay = await spawnRelay({ command, dataDir, port });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
  });
  return relay;
}

async function add({ http }: RelayProcess, ...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const response = await fetch(`${http}/items/${path}`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ offeredPrice: 1 }),
    });
    expect(response.status).toBe(200);
  }
}

const parse = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Event);

/** Runs `trolley events` to its end. */
function readAll(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'events', ...args], {
    encoding: 'utf8',
  });
  return { status, stderr, events: parse(stdout.split('\n').filter((line) => line !== '')) };
}

/** Starts `trolley events --follow`. */
function follow(...args: readonly string[]) {
  const child = spawn(process.execPath, [command, 'events', '--follow', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  const notices: string[] = [];
  createInterface(child.stderr).on('line', (line) => notices.push(line));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, notices, exited, events: () => parse(lines) };
}

test('prints what was stored, of all carts or of one, from a position on', async () => {
  const relay = await startRelay(await temporaryDirectory());
  await add(relay, 'ana/milk', 'ben/tea', 'ana/salt');
  const all = readAll('--relay', relay.http);
  expect([all.status, all.stderr, all.events.map(({ position, cartId }) => [position, cartId])]).toEqual([
    ...[0, ''],
    [
      [0, 'ana'],
      [1, 'ben'],
      [2, 'ana'],
    ],
  ]);
  expect(readAll('--relay', relay.ws, '--cart', 'ana', '--from', '1').events).toEqual([all.events[2]]);
  expect(readAll('--relay', relay.http, '--from', '3').events).toEqual([]);
});

test('follows through a relay that is killed and restarted, repeating nothing', async () => {
  const dataDir = await temporaryDirectory();
  const relay = await startRelay(dataDir);
  const { events, exited, child } = follow('--relay', relay.http);
  await add(relay, 'ana/milk', 'ana/tea');
  await vi.waitFor(() => expect(events()).toHaveLength(2), { timeout: 10_000 });
  await relay.end('SIGKILL');
  const again = await startRelay(dataDir, Number(new URL(relay.http).port));
  await add(again, 'ana/salt', 'ben/tea');
  await vi.waitFor(() => expect(events()).toHaveLength(4), { timeout: 20_000 });
  expect(events().map(({ position }) => position)).toEqual([0, 1, 2, 3]);
  child.kill('SIGINT');
  expect(await exited).toBe(0);
});

test('stops when the relay comes back with another log', async () => {
  const relay = await startRelay(await temporaryDirectory());
  await add(relay, 'ana/milk');
  const { events, exited, notices } = follow('--relay', relay.http);
  await vi.waitFor(() => expect(events()).toHaveLength(1), { timeout: 10_000 });
  await relay.end('SIGKILL');
  await startRelay(await temporaryDirectory(), Number(new URL(relay.http).port));
  expect(await exited).toBe(4);
  expect(notices.at(-1)).toContain('another log');
});

test('ends when nobody reads what it prints', async () => {
  const relay = await startRelay(await temporaryDirectory());
  await add(relay, 'ana/milk');
  const { child, events, exited } = follow('--relay', relay.http);
  await vi.waitFor(() => expect(events()).toHaveLength(1), { timeout: 10_000 });
  child.stdout.destroy();
  await add(relay, ...Array.from({ length: 20 }, () => 'ana/milk'));
  expect(await exited).toBe(0);
});

test('says what is wrong, with the exit code for it', async () => {
  const nowhere = readAll('--relay', 'http://127.0.0.1:1');
  expect([nowhere.status, nowhere.stderr]).toEqual([
    3,
    expect.stringContaining('cannot reach http://127.0.0.1:1'),
  ]);
  expect(readAll('--relay', 'http://127.0.0.1:1', '--follow').status).toBe(3);
  expect(readAll('--relay', 'ftp://here').status).toBe(2);
  expect(readAll().status).toBe(2);
  expect(readAll('--relay', 'http://127.0.0.1:1', '--from', '-1').status).toBe(2);
  const file = join(await temporaryDirectory(), 'token');
  await writeFile(file, 'nonsense');
  expect(readAll('--relay', 'http://127.0.0.1:1', '--token-file', file).status).toBe(2);

  const secret = join(await temporaryDirectory(), 'secret');
  await writeFile(secret, `${'s'.repeat(40)}\n`, { mode: 0o600 });
  const relay = await spawnRelay({
    ...{ command, dataDir: await temporaryDirectory(), port: 0 },
    args: ['--auth-secret-file', secret],
  });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
  });
  expect(readAll('--relay', relay.http)).toMatchObject({
    status: 4,
    stderr: expect.stringContaining('token') as string,
  });
});
