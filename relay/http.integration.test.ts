import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { digestText } from '../cart/digest.ts';
import type { OpId } from '../cart/ids.ts';
import {
  cartBody,
  cartsBody,
  errorBody,
  healthBody,
  rawCartBody,
  rawStateBody,
  readinessBody,
  stateBody,
} from '../protocol/http.ts';
import type { Relay } from './server.ts';
import { addOp, eventually, newClient } from './testing/new-client.ts';
import { newRelay } from './testing/new-relay.ts';
import { OpWriter } from './testing/op-writer.ts';
import { RawClient } from './testing/raw-client.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

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
  const kitchen = { cartId: 'kitchen', ops: 5, lines: 3, units: 6, totals: { EUR: 845 } };
  await eventually(async () => {
    expect(await get(relay, '/carts', cartsBody)).toEqual([
      { ...kitchen, peers: 1, updatedAt: '2026-01-02T03:04:05.000Z' },
      { cartId: 'ward', ops: 0, lines: 0, units: 0, totals: {}, peers: 1, updatedAt: null },
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
    '/',
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
    const relay = await newRelay({
      clock: () => {
        throw new Error('secret');
      },
    });
    const ward = await RawClient.connect(relay, { cartId: 'ward' });
    await eventually(() => expect(ward.of('syncStep1')).toHaveLength(1));
    const body = await get(relay, '/carts/ward', errorBody, 500);
    expect(body).toEqual({ error: { code: 'internal', message: 'internal error' } });
    // The same fault while it takes in an operation costs the connection, not the relay.
    ward.sendUpdate(new OpWriter(3).next());
    expect(await ward.closed).toMatchObject({ code: 4500 });
    expect((await fetch(`${relay.http}/healthz`)).status).toBe(200);
  });
});

test('HEAD gives the headers', async () => {
  const relay = await newRelay();
  const response = await fetch(`${relay.http}/carts`, { method: 'HEAD' });
  expect([response.status, await response.text(), response.headers.get('content-length')]).toEqual([
    200,
    '',
    '3',
  ]);
});
