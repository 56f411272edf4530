import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '../protocol/frames.ts';
import { TOKEN_SUBPROTOCOL_PREFIX } from '../protocol/token.ts';
import { spawnRelay } from '../relay/testing/spawn-relay.ts';
import { eventually } from '../relay/testing/new-client.ts';
import { newCertificate } from '../relay/testing/new-certificate.ts';
import { temporaryDirectory } from '../relay/testing/temporary-directory.ts';
import { startNginx } from './testing/start-nginx.ts';

const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

function trolley(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** A relay with a secret, and nginx with TLS in front of it. */
async function newSite() {
  const directory = await temporaryDirectory();
  const secret = join(directory, 'relay.secret');
  trolley('secret', secret);
  const auth = ['--auth-secret-file', secret];
  const args = [...auth, '--trust-proxy', 'loopback', '--log-level', 'debug'];
  const relay = await spawnRelay({ command, dataDir: join(directory, 'data'), args });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
  });
  const certificate = await newCertificate();
  const nginx = await startNginx(Number(new URL(relay.http).port), certificate);
  const token = trolley('token', ...auth, '--user', 'ana', '--cart', 'kitchen', '--role', 'editor');
  return { relay, nginx, token, ca: readFileSync(certificate.certPath) };
}

type Site = Awaited<ReturnType<typeof newSite>>;

interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function ask({ nginx, token, ca }: Site, path: string, { method = 'GET', headers, body }: Question = {}) {
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const all = { Authorization: `Bearer ${token}`, ...headers };
    const asked = request(`${nginx.http}${path}`, { ca, method, headers: all }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode, body: text }));
    });
    asked.on('error', reject).end(body);
  });
}

async function connect({ nginx, token, ca }: Site, headers: Record<string, string> = {}) {
  const offered = [SUBPROTOCOL, `${TOKEN_SUBPROTOCOL_PREFIX}${token}`];
  const socket = new WebSocket(`${nginx.ws}/kitchen`, offered, { ca, headers });
  onTestFinished(() => socket.terminate());
  await new Promise((resolve, reject) => socket.once('message', resolve).once('error', reject));
  return socket;
}

const post = (body: string): Question => ({
  method: 'POST',
  body,
  headers: { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) },
});

test('carts sync and answer through nginx, with the token', async () => {
  const site = await newSite();
  const socket = await connect(site);
  expect(socket.protocol).toBe(SUBPROTOCOL);
  expect((await ask(site, '/items/kitchen/1', post('{"offeredPrice":1.29}'))).status).toBe(200);
  const cart = await ask(site, '/carts/kitchen');
  expect([cart.status, (JSON.parse(cart.body) as { units: number }).units]).toEqual([200, 1]);
  expect((await ask(site, '/carts/kitchen', { headers: { Authorization: '' } })).status).toBe(401);
  expect(site.nginx.accessLog()).not.toContain(site.token);
});

test('events arrive one by one, not when a buffer is full', async () => {
  const site = await newSite();
  const received: string[] = [];
  const { nginx, token, ca } = site;
  const headers = { Authorization: `Bearer ${token}` };
  const stream = request(`${nginx.http}/carts/kitchen/events`, { ca, headers }, (response) => {
    response.setEncoding('utf8').on('data', (text: string) => received.push(text));
    response.on('error', () => undefined);
  });
  onTestFinished(() => void stream.destroy());
  stream.on('error', () => undefined).end();
  await eventually(() => expect(received.join('')).toContain('event: hello'));
  await ask(site, '/items/kitchen/1', post('{"offeredPrice":1.29}'));
  await eventually(() => expect(received.join('')).toContain('event: op'));
});

test('a body that is too large is refused, before the relay or by it', async () => {
  const site = await newSite();
  const long = (bytes: number) => post(JSON.stringify({ offeredPrice: 1, name: 'x'.repeat(bytes) }));
  expect((await ask(site, '/items/kitchen/1', long(128 * 1024))).status).toBe(413);
  expect((await ask(site, '/items/kitchen/1', long(512 * 1024))).status).toBe(413);
});

test('what the client says of its own address is not believed', async () => {
  const site = await newSite();
  const socket = await connect(site, { 'X-Forwarded-For': '203.0.113.9' });
  socket.terminate();
  await eventually(() => {
    const peers = site.relay.logs.map((line) => (JSON.parse(line) as { peer?: string }).peer?.split('#')[0]);
    expect(peers.filter((peer) => peer !== undefined)).toEqual(['127.0.0.1']);
  });
});
