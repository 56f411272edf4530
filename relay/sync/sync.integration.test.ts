import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { LmdbUpdateLog } from '../log/lmdb-update-log.ts';
import { eventually, newClient } from '../testing/new-client.ts';
import { newRelay } from '../testing/new-relay.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';

const encoded = (doc: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex');

test('two unmodified clients see what the other does, both ways', async () => {
  const relay = await newRelay();
  const ana = newClient(relay);
  const ben = newClient(relay);
  const ids = [...ana.add(3), ...ben.add(2)].sort();
  await eventually(() => {
    expect(ana.ids).toEqual(ids);
    expect(ben.ids).toEqual(ids);
  });
  const more = [...ids, ...ana.add(), ...ben.add()].sort();
  await eventually(() => {
    expect(ana.ids).toEqual(more);
    expect(ben.ids).toEqual(more);
  });
  expect(encoded(ana.doc)).toBe(encoded(ben.doc));
});

test('edits made by both while disconnected meet after reconnecting', async () => {
  const relay = await newRelay();
  const ana = newClient(relay);
  const ben = newClient(relay);
  ana.add(2);
  await eventually(() => expect(ben.ids).toHaveLength(2));
  ana.provider.disconnect();
  ben.provider.disconnect();
  ana.add(5);
  ben.add(7);
  ana.provider.connect();
  ben.provider.connect();
  await eventually(() => {
    expect(ana.ids).toHaveLength(14);
    expect(ben.ids).toEqual(ana.ids);
  });
  expect(encoded(ana.doc)).toBe(encoded(ben.doc));
});

test('who comes later gets everything, whoever made it, and carts are kept apart', async () => {
  const relay = await newRelay();
  const writers = [1, 2, 3].map(() => newClient(relay));
  for (const writer of writers) writer.add(50);
  newClient(relay, { cartId: 'ward' }).add(9);
  await eventually(() => expect(writers.map(({ ids }) => ids.length)).toEqual([150, 150, 150]));
  const late = newClient(relay);
  const ward = newClient(relay, { cartId: 'ward' });
  await eventually(() => {
    expect(late.ids).toEqual(writers[0]?.ids);
    expect(ward.ids).toHaveLength(9);
  });
  expect(encoded(late.doc)).toBe(encoded((writers[0] as (typeof writers)[0]).doc));
});

test('a cart outlives the relay', async () => {
  const directory = await temporaryDirectory();
  const relay = await newRelay({ log: await LmdbUpdateLog.open(directory) });
  const ana = newClient(relay);
  ana.add(20);
  const witness = newClient(relay);
  await eventually(() => expect(witness.ids).toHaveLength(20));
  await relay.close();
  const next = await newRelay({ log: await LmdbUpdateLog.open(directory) });
  const ben = newClient(next);
  await eventually(() => expect(ben.ids).toEqual(ana.ids));
  expect(encoded(ben.doc)).toBe(encoded(ana.doc));
});

test('a client that sends everything again changes nothing', async () => {
  const relay = await newRelay();
  const ana = newClient(relay);
  ana.add(10);
  const ben = newClient(relay);
  await eventually(() => expect(ben.ids).toHaveLength(10));
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(ana.doc));
  const again = newClient(relay, { doc: copy });
  const added = again.add(1);
  await eventually(() => expect(ana.ids).toContain(added[0]));
  expect(ben.ids).toHaveLength(11);
});

test('a client that connects only now and then, under load of others, misses nothing', async () => {
  const relay = await newRelay();
  const writers = [1, 2, 3, 4].map(() => newClient(relay));
  const visitor = newClient(relay);
  for (let round = 0; round < 10; round++) {
    for (const writer of writers) writer.add(20);
    visitor.provider.disconnect();
    visitor.add(1);
    visitor.provider.connect();
    await eventually(() => expect(visitor.provider.synced).toBe(true));
  }
  await eventually(() => {
    expect(visitor.ids).toHaveLength(810);
    for (const writer of writers) expect(writer.ids).toEqual(visitor.ids);
  });
});
