import { describe, expect, test } from 'vitest';
import type { RawCartBody, ReadinessBody } from '../../protocol/http.ts';
import { LmdbUpdateLog } from './lmdb-update-log.ts';
import { FaultInjectingLog } from '../testing/fault-injecting-log.ts';
import { MemoryUpdateLog } from '../testing/memory-update-log.ts';
import { eventually, newClient, newReceiptClient } from '../testing/new-client.ts';
import { newRelay } from '../testing/new-relay.ts';
import { OpWriter } from '../testing/op-writer.ts';
import { RawClient } from '../testing/raw-client.ts';
import { mountSmallDisk } from '../testing/small-disk.ts';

const relayWithFaults = async () => {
  const log = new FaultInjectingLog(new MemoryUpdateLog());
  return { log, relay: await newRelay({ log, limits: { probeMs: 20 } }) };
};
const statusOf = async (url: string) => (await fetch(url)).status;
const rawOps = async (http: string) =>
  ((await (await fetch(`${http}/carts/kitchen/raw`)).json()) as RawCartBody).ops;

describe('before the log has it', () => {
  test('an operation is neither acknowledged, nor passed on, nor given to who joins or asks', async () => {
    const { log, relay } = await relayWithFaults();
    const ana = new OpWriter(7);
    const author = await RawClient.connect(relay);
    const observer = await RawClient.connect(relay);
    await eventually(() => expect(observer.of('durable')).toHaveLength(1));
    log.appendGate.close();
    author.sendUpdate(ana.next());
    await eventually(() => expect(log.appends).toBe(1));

    const joiner = await RawClient.connect(relay);
    joiner.askFor();
    author.askFor();
    await eventually(() => {
      expect(joiner.of('syncStep2')).toHaveLength(1);
      expect(author.of('syncStep2')).toHaveLength(1);
    });
    expect(joiner.of('syncStep1')[0]?.stateVector.size).toBe(0);
    expect(joiner.doc.getMap('ops').size).toBe(0);
    expect(author.doc.getMap('ops').size).toBe(0);
    expect(author.durable(7)).toBe(0);
    expect(observer.of('update')).toHaveLength(0);
    expect(await rawOps(relay.http)).toEqual([]);

    log.appendGate.open();
    await eventually(() => {
      for (const client of [author, observer, joiner]) expect(client.durable(7)).toBe(1);
      expect(observer.doc.getMap('ops').size).toBe(1);
      expect(joiner.doc.getMap('ops').size).toBe(1);
    });
    expect(author.of('update')).toHaveLength(0);
  });

  test('what follows it is taken in, and stored with one further append', async () => {
    const { log, relay } = await relayWithFaults();
    const ana = new OpWriter(7);
    const author = await RawClient.connect(relay);
    log.appendGate.close();
    author.sendUpdate(ana.next());
    await eventually(() => expect(log.appends).toBe(1));
    for (let i = 0; i < 50; i++) author.sendUpdate(ana.next());
    author.sendStep2(ana.all);
    author.askFor();
    await eventually(() => expect(author.of('syncStep2')).toHaveLength(1));
    log.appendGate.open();
    await eventually(() => expect(author.durable(7)).toBe(51));
    expect(log.appends).toBe(2);
    expect(author.refusals).toEqual([]);
  });

  test('an author who has gone does not take it along', async () => {
    const { log, relay } = await relayWithFaults();
    const author = await RawClient.connect(relay);
    log.appendGate.close();
    author.sendUpdate(new OpWriter(7).next());
    await eventually(() => expect(log.appends).toBe(1));
    author.socket.close();
    await author.closed;
    log.appendGate.open();
    const observer = await RawClient.connect(relay);
    await eventually(() => expect(observer.durable(7)).toBe(1));
  });
});

describe('a client without receipts', () => {
  test('gets operations and nothing it does not know', async () => {
    const { relay } = await relayWithFaults();
    const plain = await RawClient.connect(relay, { receipts: false });
    expect(plain.socket.protocol).toBe('');
    const ana = new OpWriter(7);
    const author = await RawClient.connect(relay);
    author.sendUpdate(ana.next());
    await eventually(() => expect(plain.doc.getMap('ops').size).toBe(1));
    plain.sendUpdate(new OpWriter(8).write((ops) => ops.set('no id', 1)));
    plain.askFor();
    await eventually(() => expect(plain.of('syncStep2')).toHaveLength(1));
    expect(plain.of('durable')).toEqual([]);
    expect(plain.of('refused')).toEqual([]);
  });
});

describe('while the log cannot be written', () => {
  test('writes are refused, reads go on, and clients send again when it recovers', async () => {
    const { log, relay } = await relayWithFaults();
    const first = new OpWriter(7);
    const author = await RawClient.connect(relay);
    author.sendUpdate(first.next());
    await eventually(() => expect(author.durable(7)).toBe(1));

    log.writeFault = 'no space left on device';
    author.sendUpdate(first.next());
    await eventually(() => expect(author.refusals).toHaveLength(1));
    expect(author.refusals[0]).toEqual({ code: 'storage', reason: 'not stored: no space left on device' });
    const asked = author.of('syncStep1').length;
    author.sendUpdate(first.next());
    await eventually(() => expect(author.refusals).toHaveLength(2));
    expect(author.refusals[1]?.code).toBe('storage');
    expect(author.of('syncStep1')).toHaveLength(asked);
    expect((await (await fetch(`${relay.http}/readyz`)).json()) as ReadinessBody).toEqual({
      status: 'log_unwritable',
      reason: 'no space left on device',
    });
    expect(await statusOf(`${relay.http}/readyz`)).toBe(503);
    expect(await statusOf(`${relay.http}/healthz`)).toBe(200);
    expect(await rawOps(relay.http)).toHaveLength(1);

    const ana = newReceiptClient(relay);
    const ben = newClient(relay);
    await eventually(() => expect(ben.ids).toHaveLength(1));
    const ids = [...ana.add(3), ...ben.add(3)];
    const observer = await RawClient.connect(relay);
    observer.askFor();
    await eventually(() => expect(observer.doc.getMap('ops').size).toBe(1));

    log.writeFault = null;
    await eventually(() => {
      expect(observer.doc.getMap('ops').size).toBe(7);
      expect(ana.ids).toEqual(expect.arrayContaining(ids));
      expect(ben.ids).toEqual(ana.ids);
    });
    expect(await statusOf(`${relay.http}/readyz`)).toBe(200);
    expect(author.durable(7)).toBe(1);
    author.sendStep2(first.all);
    await eventually(() => expect(author.durable(7)).toBe(3));
  });

  test('a disk that is really full', async () => {
    const disk = mountSmallDisk(1024);
    const relay = await newRelay({ log: await LmdbUpdateLog.open(disk.path), limits: { probeMs: 20 } });
    const ana = new OpWriter(7);
    const author = await RawClient.connect(relay);
    const note = { product: { id: '1', name: 'test', filler: 'x'.repeat(2_000) } };
    while (author.refusals.length === 0) {
      author.sendUpdate(ana.next(note));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(author.refusals[0]?.code).toBe('storage');
    const kept = author.durable(7);
    expect(kept).toBeGreaterThan(20);
    expect(await statusOf(`${relay.http}/readyz`)).toBe(503);

    const honest = newClient(relay);
    await eventually(() => expect(honest.ids).toHaveLength(kept));
    const added = honest.add(2);
    disk.resize(16_384);
    await eventually(async () => expect(await statusOf(`${relay.http}/readyz`)).toBe(200));
    author.sendStep2(ana.all);
    const total = ana.doc.getMap('ops').size + added.length;
    await eventually(async () => {
      expect(await rawOps(relay.http)).toHaveLength(total);
    });
    await relay.close();

    const next = await newRelay({ log: await LmdbUpdateLog.open(disk.path) });
    const late = newClient(next);
    await eventually(() => expect(late.ids).toHaveLength(total));
    await next.close();
  });
});

describe('a cart that cannot be read', () => {
  test('is no empty cart: clients are sent away, nothing is written, other carts work', async () => {
    const { log, relay } = await relayWithFaults();
    const ana = newClient(relay);
    ana.add(3);
    const witness = await RawClient.connect(relay);
    await eventually(() => expect(witness.durable(ana.doc.clientID)).toBe(3));

    log.readFault = 'bad sector';
    const appends = log.appends;
    const ward = await RawClient.connect(relay, { cartId: 'ward' });
    ward.sendUpdate(new OpWriter(9).next());
    expect(await ward.closed).toMatchObject({ code: 4500 });
    const response = await fetch(`${relay.http}/carts/ward`);
    expect([response.status, await response.json()]).toEqual([
      503,
      { error: { code: 'unavailable', message: 'what is stored cannot be read at the moment' } },
    ]);
    expect(log.appends).toBe(appends);
    ana.add(1);
    await eventually(() => expect(witness.durable(ana.doc.clientID)).toBe(4));

    log.readFault = null;
    const retry = await RawClient.connect(relay, { cartId: 'ward' });
    retry.sendUpdate(new OpWriter(9).next());
    await eventually(() => expect(retry.durable(9)).toBe(1));
  });
});
