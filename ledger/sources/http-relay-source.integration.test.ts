import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import { openHttpRelay } from './http-relay-source.ts';
import { RelayRefused, RelayUnavailable, type RelayChange } from './relay-source.ts';

const kitchen = 'kitchen' as CartId;
const digest = 'd'.repeat(64);

/** A server that answers as told, and the source that asks it. */
async function newRelay(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  token?: string,
) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return openHttpRelay({ url, patienceMs: 300, ...(token !== undefined && { readToken: () => token }) });
}

const json = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
};

const event = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const opEvent = (position: number) =>
  event('op', {
    position,
    cartId: kitchen,
    id: 'a.1',
    op: { kind: 'add' },
    storedAt: '2026-01-01T00:00:00Z',
  });

async function collect(changes: AsyncIterable<RelayChange>): Promise<readonly number[]> {
  const positions: number[] = [];
  for await (const { position } of changes) positions.push(position);
  return positions;
}

test('a cart that the relay cannot read is told apart from the others and from an empty one', async () => {
  const relay = await newRelay((_, response) =>
    json(response, 200, [
      { cartId: 'bad', error: { code: 'unavailable', message: 'no' } },
      { cartId: 'kitchen', ops: 3, digest, updatedAt: '2026-01-01T00:00:00.000Z', lines: 1 },
      { cartId: 'visited', ops: 0, digest, updatedAt: null },
    ]),
  );
  expect(await relay.listCarts()).toEqual({
    carts: [{ cartId: 'kitchen', ops: 3, digest, updatedAt: Date.parse('2026-01-01T00:00:00Z') }],
    unreadable: ['bad'],
  });
});

test('the token goes in a header, and a relay that wants another is not unreachable but refuses', async () => {
  const relay = await newRelay((request, response) => {
    if (request.headers.authorization === 'Bearer good' && !request.url?.includes('good'))
      json(response, 200, []);
    else json(response, 401, { error: { code: 'unauthorised', message: 'no' } });
  }, 'good');
  expect(await relay.listCarts()).toEqual({ carts: [], unreadable: [] });
  const other = await newRelay((_, response) => json(response, 403, {}), 'bad');
  await expect(other.listCarts()).rejects.toBeInstanceOf(RelayRefused);
  await expect(other.readCart(kitchen)).rejects.toBeInstanceOf(RelayRefused);
});

test.each<[string, (response: ServerResponse) => unknown]>([
  ['says it cannot', (response) => json(response, 503, { error: { message: 'not now' } })],
  ['is something else', (response) => json(response, 200, { hello: 'world' })],
  ['sends no JSON', (response) => response.end('<html>')],
  [
    'breaks off',
    (response) => response.writeHead(200, { 'Content-Length': '100' }).write('[') && response.destroy(),
  ],
  ['never answers', () => undefined],
  ['stops in the middle', (response) => response.write('[')],
])('a relay that %s is unavailable, never empty', async (_, misbehave) => {
  const relay = await newRelay((_request, response) => void misbehave(response));
  await expect(relay.listCarts()).rejects.toBeInstanceOf(RelayUnavailable);
  await expect(relay.readDigest(kitchen)).rejects.toBeInstanceOf(RelayUnavailable);
  await expect(relay.readCart(kitchen)).rejects.toBeInstanceOf(RelayUnavailable);
});

test('a long list may take longer than patience, as long as more of it keeps coming', async () => {
  const parts = ['[', ...Array.from({ length: 6 }, () => ' '), ']'];
  const relay = await newRelay((_, response) => {
    const timer = setInterval(() => {
      response.write(parts.shift());
      if (parts.length === 0) response.end(() => clearInterval(timer));
    }, 80);
  });
  expect(await relay.listCarts()).toEqual({ carts: [], unreadable: [] });
});

test('the feed gives changes from a position on, and ends when the log is another one', async () => {
  const asked: (string | undefined)[] = [];
  const relay = await newRelay((request, response) => {
    asked.push(request.url);
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(event('hello', { generation: 'g1', head: 9, time: 1 }));
    if (request.url?.includes('follow=false')) return response.end();
    const [first, second] = [opEvent(7), opEvent(8)];
    response.write(`: keep-alive\n\n${first}${second.slice(0, 20)}`);
    return response.end(second.slice(20));
  });
  expect(await relay.feedHead()).toEqual({ generation: 'g1', position: 9 });
  const { signal } = new AbortController();
  expect(await collect(relay.follow({ generation: 'g1', position: 7 }, signal))).toEqual([7, 8]);
  expect(asked.at(-1)).toBe('/events?from=7');
  expect(await collect(relay.follow({ generation: 'restored', position: 7 }, signal))).toEqual([]);
});

test('a relay without a feed says so', async () => {
  const relay = await newRelay((_, response) => json(response, 404, {}));
  expect(await relay.feedHead()).toBeNull();
});
