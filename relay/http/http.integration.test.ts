import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import * as v from 'valibot';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { digestText } from '../../cart/digest.ts';
import type { CartId, OpId } from '../../cart/ids.ts';
import {
  cartBody,
  cartsBody,
  healthBody,
  rawCartBody,
  rawStateBody,
  readinessBody,
  stateBody,
} from '../../protocol/http.ts';
import { errorBody } from '../../protocol/http-errors.ts';
import { readLedgerUpdate } from '../../protocol/ledger-update.ts';
import { FaultInjectingLog } from '../testing/fault-injecting-log.ts';
import { ManualTimers } from '../testing/manual-timers.ts';
import { MemoryUpdateLog, type MemoryDisk } from '../testing/memory-update-log.ts';
import { LogUnreadable } from '../log/update-log.ts';
import type { Relay } from '../server.ts';
import { addOp, eventually, newClient } from '../testing/new-client.ts';
import { newRelay } from '../testing/new-relay.ts';
import { OpWriter } from '../testing/op-writer.ts';
import { RawClient } from '../testing/raw-client.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

const readStructs = (update: Uint8Array) => {
  const read = readLedgerUpdate(update);
  return read.status === 'ledger' ? read.structs : [];
};

/** Gets a resource; its body must have the shape the protocol gives it. */
async function get<Schema extends v.GenericSchema>(relay: Relay, path: string, schema: Schema, status = 200) {
  const response = await fetch(relay.http + path);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  return v.parse(schema, await response.json());
}

const relayWithCart = async () => {
  const relay = await newRelay({ clock: () => NOW });
  const doc = new Y.Doc();
  const ops = doc.getMap('ops');
  const sid = 'aaaaaaaaaaaaaaaa';
  const milk = { product: { id: '1', name: 'Milk' }, price: { amount: 129, currency: 'EUR' }, qty: 3 };
  ops.set(`${sid}.1`, addOp(milk));
  ops.set(`${sid}.2`, addOp({ ...milk, qty: 2 }));
  const sale = { amount: 50, currency: 'EUR', was: 200, until: NOW - 1 };
  ops.set(`${sid}.3`, addOp({ product: { id: 'SKU-9', name: 'Tea', options: { size: 'L' } }, price: sale }));
  ops.set(`${sid}.4`, { kind: 'title', at: '001763000000000-00000', by: 'Ana', title: 'Breakfast' });
  ops.set(`${sid}.5`, {
    kind: 'of-the-future',
    at: '001763000000000-00000',
    by: 'Ana',
    id: 'mine',
    extra: [1],
  });
  const client = newClient(relay, { doc });
  const witness = await RawClient.connect(relay);
  await eventually(() => expect(witness.durable(doc.clientID)).toBe(5));
  return { relay, doc, client, sid };
};

describe('a cart', () => {
  test('as it is now', async () => {
    const { relay, sid } = await relayWithCart();
    const body = await get(relay, '/carts/kitchen', cartBody);
    expect(body).toMatchObject({
      cartId: 'kitchen',
      title: 'Breakfast',
      currency: 'EUR',
      units: 6,
      totals: { EUR: 5 * 129 + 200 },
      ops: 5,
    });
    expect(
      body.rows.map(({ productId, qty, price, lineIds }) => [productId, qty, price, lineIds.length]),
    ).toEqual(
      expect.arrayContaining([
        ['1', 5, { amount: 129, currency: 'EUR' }, 2],
        ['SKU-9', 1, { amount: 200, currency: 'EUR' }, 1],
      ]),
    );
    expect(body.rows.flatMap(({ lineIds }) => lineIds).sort()).toEqual([`${sid}.1`, `${sid}.2`, `${sid}.3`]);
  });

  test('as its operations, digest and state vector, which agree with the client’s', async () => {
    const { relay, doc } = await relayWithCart();
    const body = await get(relay, '/carts/kitchen/raw', rawCartBody);
    const ops = Object.entries(doc.getMap('ops').toJSON()) as [OpId, unknown][];
    expect(body.ops.map(({ id }) => id)).toEqual(ops.map(([id]) => id).sort());
    expect(body.digest).toBe(createHash('sha256').update(digestText(ops)).digest('hex'));
    expect(body.stateVector).toBe(Buffer.from(Y.encodeStateVector(doc)).toString('base64'));
    expect((await get(relay, '/carts/kitchen', cartBody)).digest).toBe(body.digest);
  });

  test('keeps up with what is added', async () => {
    const { relay, client } = await relayWithCart();
    const before = await get(relay, '/carts/kitchen', cartBody);
    client.add();
    await eventually(async () => {
      const after = await get(relay, '/carts/kitchen', cartBody);
      expect([after.ops, after.units]).toEqual([before.ops + 1, before.units + 1]);
      expect(after.digest).not.toBe(before.digest);
    });
  });

  test('in system 1’s words', async () => {
    const { relay } = await relayWithCart();
    const state = await get(relay, '/state', stateBody);
    expect(Object.keys(state)).toEqual(['kitchen']);
    expect(Object.values(state)[0]).toEqual(
      expect.arrayContaining([
        { product_id: 1, product_name: 'Milk', price: 1.29, quantity: 5 },
        { product_id: 'SKU-9', product_name: 'Tea', price: 2, quantity: 1 },
      ]),
    );
    const raw = await get(relay, '/raw_state', rawStateBody);
    const { ops } = await get(relay, '/carts/kitchen/raw', rawCartBody);
    expect(raw).toEqual({ kitchen: ops });
  });
});

test('all carts, also those nobody is at, and those with nobody’s operations yet', async () => {
  const { relay, client } = await relayWithCart();
  const ward = await RawClient.connect(relay, { cartId: 'ward' });
  await eventually(() => expect(ward.of('syncStep1')).toHaveLength(1));
  client.provider.disconnect();
  const { digest } = await get(relay, '/carts/kitchen', cartBody);
  const { digest: nothing } = await get(relay, '/carts/ward', cartBody);
  const kitchen = { cartId: 'kitchen', ops: 5, lines: 3, units: 6, totals: { EUR: 845 }, digest };
  const empty = { cartId: 'ward', ops: 0, lines: 0, units: 0, totals: {}, digest: nothing };
  await eventually(async () => {
    expect(await get(relay, '/carts', cartsBody)).toEqual([
      { ...kitchen, peers: 1, updatedAt: '2026-01-02T03:04:05.000Z' },
      { ...empty, peers: 1, updatedAt: null },
    ]);
  });
  expect(await get(relay, '/carts/ward', cartBody)).toMatchObject({ rows: [], ops: 0, currency: null });
});

test('an empty relay', async () => {
  const relay = await newRelay();
  expect(await get(relay, '/healthz', healthBody)).toEqual({ status: 'ok' });
  expect(await get(relay, '/readyz', readinessBody)).toEqual({ status: 'ready' });
  expect(await get(relay, '/carts', cartsBody)).toEqual([]);
  expect(await get(relay, '/state', stateBody)).toEqual({});
});

describe('what is not there', () => {
  test.each([
    '/carts/none',
    '/carts/none/raw',
    '/carts/..%2f..',
    '/carts/-',
    '/index.html',
    '/nothing',
    '/carts/',
    '//carts',
  ])('%s', async (path) => {
    const relay = await newRelay();
    const { error } = await get(relay, path, errorBody, 404);
    expect(error.code).toBe('not_found');
  });

  test('writing', async () => {
    const relay = await newRelay();
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const response = await fetch(`${relay.http}/carts`, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
      expect(v.parse(errorBody, await response.json()).error.code).toBe('method_not_allowed');
    }
  });

  test('a fault shows no more than that there was one', async () => {
    let isBroken = false;
    const clock = () => {
      if (isBroken) throw new Error('secret');
      return NOW;
    };
    const relay = await newRelay({ clock });
    const ward = await RawClient.connect(relay, { cartId: 'ward' });
    await eventually(() => expect(ward.of('syncStep1')).toHaveLength(1));
    isBroken = true;
    const body = await get(relay, '/carts/ward', errorBody, 500);
    expect(body).toEqual({ error: { code: 'internal', message: 'internal error' } });
    isBroken = false;
    expect((await fetch(`${relay.http}/healthz`)).status).toBe(200);
  });
});

test('HEAD gives the headers', async () => {
  const relay = await newRelay();
  const response = await fetch(`${relay.http}/healthz`, { method: 'HEAD' });
  expect([response.status, await response.text(), response.headers.get('content-length')]).toEqual([
    ...[200, ''],
    '16',
  ]);
  const carts = await fetch(`${relay.http}/carts`, { method: 'HEAD' });
  expect([carts.status, await carts.text()]).toEqual([200, '']);
});

describe('a cart that cannot be read', () => {
  class DamagedLog extends MemoryUpdateLog {
    override read(cartId: CartId) {
      return cartId === 'ward'
        ? Promise.reject(new LogUnreadable('damaged', { cartId }))
        : super.read(cartId);
    }
  }
  const error = { code: 'quarantined', message: expect.stringContaining('damaged') as string };

  test('is named as such among the others, and never taken for an empty one', async () => {
    const disk: MemoryDisk = new Map();
    const whole = await newRelay({ log: new MemoryUpdateLog(disk) });
    for (const cartId of ['kitchen', 'ward']) newClient(whole, { cartId }).add();
    await eventually(() => expect(disk.size).toBe(2));
    await whole.close();
    const relay = await newRelay({ log: new DamagedLog(disk) });
    expect(await get(relay, '/carts', cartsBody)).toMatchObject([
      { cartId: 'kitchen', ops: 1 },
      { cartId: 'ward', error },
    ]);
    expect(await get(relay, '/state', stateBody)).toMatchObject({
      kitchen: [{ quantity: 1 }],
      ward: { error },
    });
    expect(await get(relay, '/raw_state', rawStateBody)).toMatchObject({ kitchen: [{}], ward: { error } });
    expect((await get(relay, '/carts/ward', errorBody, 503)).error.code).toBe('quarantined');
    expect((await get(relay, '/items/ward', errorBody, 503)).error.code).toBe('quarantined');
    const adding = await fetch(`${relay.http}/items/ward/milk`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: '{"offeredPrice":1}',
    });
    expect(adding.status).toBe(503);
  });
});

test('many carts are folded once, and others get their turn meanwhile', async () => {
  let reads = 0;
  class CountingLog extends MemoryUpdateLog {
    override read(cartId: CartId) {
      reads += 1;
      return super.read(cartId);
    }
  }
  const disk: MemoryDisk = new Map();
  const log = new CountingLog(disk);
  const writer = new OpWriter(7);
  const [struct] = readStructs(writer.next());
  const records = Array.from({ length: 3_000 }, (_, at) => ({
    cartId: `cart-${String(at).padStart(4, '0')}` as CartId,
    record: {
      client: 7,
      clock: 0,
      opId: struct?.key as OpId,
      storedAt: NOW,
      bytes: struct?.bytes as Uint8Array,
    },
  }));
  await log.append(records);
  const relay = await newRelay({ log, limits: { idleCartMs: 1 } });
  const listing = get(relay, '/carts', cartsBody);
  const health = Array.from({ length: 5 }, () => get(relay, '/healthz', healthBody));
  await Promise.race([
    listing.then(() => Promise.reject(new Error('the others had to wait'))),
    Promise.all(health),
  ]);
  expect(await listing).toHaveLength(3_000);
  expect(reads).toBe(3_000);
  expect(await get(relay, '/carts', cartsBody)).toHaveLength(3_000);
  expect(reads).toBe(3_000);
  newClient(relay, { cartId: 'cart-0042' }).add();
  await eventually(async () => {
    const carts = await get(relay, '/carts', cartsBody);
    const { digest } = await get(relay, '/carts/cart-0042', cartBody);
    expect(carts.find(({ cartId }) => cartId === 'cart-0042')).toMatchObject({ ops: 2, units: 2, digest });
  });
  expect(reads).toBeLessThan(3_010);
});

describe('requests that cannot be answered', () => {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const path = '/items/ana/milk';
  test.each([
    ['no JSON', { ...post, body: '{' }, 400, 'bad_json'],
    ['bytes that are no UTF-8', { ...post, body: Uint8Array.of(0x22, 0xff, 0x22) }, 400, 'bad_json'],
    ['a body of another type', { method: 'POST', body: '{}' }, 415, 'unsupported_media_type'],
    [
      'a compressed body',
      { ...post, headers: { ...post.headers, 'content-encoding': 'gzip' }, body: '{}' },
      ...([415, 'unsupported_media_type'] as const),
    ],
    ['a long body', { ...post, body: ' '.repeat(64 * 1024 + 1) }, 413, 'too_large'],
    ['a very long body', { ...post, body: ' '.repeat(900 * 1024) }, 413, 'too_large'],
    ['deep nesting', { ...post, body: '['.repeat(30_000) }, 400, 'bad_json'],
    ['a value that is no object', { ...post, body: '[]' }, 422, 'bad_value'],
    ['keys of prototypes', { ...post, body: '{"offeredPrice":1,"__proto__":{"x":1}}' }, 422, 'bad_value'],
    ['a form nobody has', { headers: { accept: 'image/png' } }, 405, 'method_not_allowed'],
    ['a method nobody has', { method: 'PATCH' }, 405, 'method_not_allowed'],
  ] as const)('%s', async (_, init, status, code) => {
    const relay = await newRelay();
    const response = await fetch(relay.http + path, init);
    expect([response.status, v.parse(errorBody, await response.json()).error.code]).toEqual([status, code]);
    if (status === 405) expect(response.headers.get('allow')).toBe('POST, PUT, DELETE');
  });

  test('what the other side does not take', async () => {
    const relay = await newRelay();
    for (const accept of ['text/html', 'application/json;q=0', 'application/json;q=0, */*']) {
      const response = await fetch(`${relay.http}/carts`, { headers: { accept } });
      expect(response.status).toBe(406);
    }
    for (const accept of ['*/*', 'application/*', 'text/html, application/json;q=0.1', '']) {
      expect((await fetch(`${relay.http}/carts`, { headers: { accept } })).status).toBe(200);
    }
  });

  test.each([
    ['POST /items/ana/milk HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', '411 Length Required', 'length_required'],
    ['nonsense\r\n\r\n', '400 Bad Request', 'bad_request'],
    [`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, '431', 'bad_request'],
    ['GET /%c0%af HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', '404 Not Found', 'not_found'],
    ['GET /carts/%c0%af HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', '400 Bad Request', 'bad_request'],
    ['GET http://127.0.0.1/carts HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', '404 Not Found', 'not_found'],
    ['OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', '404 Not Found', 'not_found'],
  ])('%j', async (bytes, status, code) => {
    const relay = await newRelay();
    const socket = connect(relay.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.write(bytes);
    await eventually(() => expect(text).toContain(`"code":"${code}"`));
    expect(text).toContain(`HTTP/1.1 ${status}`);
  });

  test('too many of them from one address', async () => {
    const timers = new ManualTimers();
    const relay = await newRelay({
      timers,
      trustedProxies: ['loopback'],
      limits: { requestBurst: 3, requestsPerSecond: 1 },
    });
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    const statuses: number[] = [];
    for (let at = 0; at < 5; at += 1)
      statuses.push((await fetch(`${relay.http}/healthz`, { headers })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await fetch(`${relay.http}/healthz`)).status).toBe(200);
  });

  test('one that takes too long', async () => {
    const log = new FaultInjectingLog(new MemoryUpdateLog());
    const relay = await newRelay({ log, limits: { requestMs: 20 } });
    log.readGate.close();
    onTestFinished(() => log.readGate.open());
    expect((await get(relay, '/carts/kitchen', errorBody, 503)).error.code).toBe('timeout');
  });
});

test('a relay that shuts down answers what it has taken, and takes no more writes', async () => {
  const log = new FaultInjectingLog(new MemoryUpdateLog());
  const relay = await newRelay({ log });
  const add = () =>
    fetch(`${relay.http}/items/ana/milk`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: '{"offeredPrice":1}',
    });
  log.appendGate.close();
  const taken = add();
  await eventually(() => expect(log.appends).toBe(1));
  const closing = relay.close();
  log.appendGate.open();
  expect((await taken).status).toBe(200);
  await closing;
});
