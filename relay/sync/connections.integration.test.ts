import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { RawCartBody } from '../../protocol/http.ts';
import { FaultInjectingLog } from '../testing/fault-injecting-log.ts';
import { ManualTimers } from '../testing/manual-timers.ts';
import { MemoryUpdateLog, type MemoryDisk } from '../testing/memory-update-log.ts';
import { eventually } from '../testing/new-client.ts';
import { newRelay } from '../testing/new-relay.ts';
import { OpWriter } from '../testing/op-writer.ts';
import { RawClient } from '../testing/raw-client.ts';

describe('who may connect', () => {
  test.each([undefined, 'app://trolley', 'https://shop.example'])('origin %s', async (origin) => {
    const relay = await newRelay({ allowOrigins: ['https://shop.example'] });
    const client = await RawClient.connect(relay, { ...(origin !== undefined && { origin }) });
    await eventually(() => expect(client.of('syncStep1')).toHaveLength(1));
  });

  test.each(['https://evil.example', 'null', 'app://trolley.evil', 'http://localhost:4444'])(
    'not a page from %s',
    async (origin) => {
      const relay = await newRelay({ allowOrigins: ['https://shop.example'] });
      await expect(RawClient.connect(relay, { origin })).rejects.toThrow('403');
    },
  );

  test.each(['..%2fetc', 'a/b', '-a', 'a'.repeat(65), '%61', ''])(
    'not to a cart called "%s"',
    async (cartId) => {
      const relay = await newRelay();
      const client = await RawClient.connect(relay, { cartId });
      expect(await client.closed).toMatchObject({ code: 4404 });
    },
  );

  test('not anywhere else', async () => {
    const relay = await newRelay();
    await expect(RawClient.connect({ ws: relay.ws.replace('/sync', '/other') })).rejects.toThrow('404');
  });

  test('a subprotocol is answered only if it is ours', async () => {
    const relay = await newRelay();
    const socket = new WebSocket(`${relay.ws}/kitchen`, ['trolley.token.abc', 'trolley.v1']);
    await new Promise((resolve) => socket.on('open', resolve));
    expect(socket.protocol).toBe('trolley.v1');
    socket.terminate();
  });
});

test('what a client sends before its cart is loaded waits for it', async () => {
  const log = new FaultInjectingLog(new MemoryUpdateLog());
  const relay = await newRelay({ log });
  log.readGate.close();
  const early = await RawClient.connect(relay);
  early.sendUpdate(new OpWriter(7).next());
  early.askFor();
  // Its answer to this shows that the relay serves others while it loads.
  expect((await fetch(`${relay.http}/healthz`)).status).toBe(200);
  expect(early.received).toEqual([]);
  log.readGate.open();
  await eventually(() => {
    expect(early.of('syncStep2')).toHaveLength(1);
    expect(early.durable(7)).toBe(1);
  });
});

describe('a connection that does not keep up', () => {
  test('is cut off when it does not read what its cart is told, and the cart goes on', async () => {
    const relay = await newRelay({ limits: { maxBufferedBytes: 100_000 } });
    const slow = await RawClient.connect(relay);
    await eventually(() => expect(slow.of('syncStep1')).toHaveLength(1));
    slow.socket.pause();
    const author = await RawClient.connect(relay);
    const ana = new OpWriter(7);
    const filler = { extra: 'x'.repeat(100_000) };
    const seen = async () => (await (await fetch(`${relay.http}/carts`)).json()) as { peers: number }[];
    // What the operating system buffers comes on top of the limit.
    for (let sent = 0; sent < 200 && author.durable(7) === sent; sent++) {
      author.sendUpdate(ana.next(filler));
      await eventually(() => expect(author.durable(7)).toBe(sent + 1));
    }
    expect(author.durable(7)).toBe(200);
    slow.socket.resume();
    expect(await slow.closed).toMatchObject({ code: 4508 });
    expect(slow.of('update').length).toBeLessThan(200);
    await eventually(async () => expect(await seen()).toMatchObject([{ peers: 1 }]));
  });

  test('may take a snapshot larger than the limit', async () => {
    const relay = await newRelay({ limits: { maxBufferedBytes: 1_000 } });
    const ana = new OpWriter(7);
    const author = await RawClient.connect(relay);
    for (let i = 0; i < 40; i++) author.sendUpdate(ana.next({ extra: 'x'.repeat(100_000) }));
    await eventually(() => expect(author.durable(7)).toBe(40));
    const joiner = await RawClient.connect(relay);
    joiner.askFor();
    author.sendUpdate(ana.next());
    await eventually(() => expect(joiner.doc.getMap('ops').size).toBe(41));
  });

  test('is not read from while too much of it waits for the log, and is afterwards', async () => {
    const log = new FaultInjectingLog(new MemoryUpdateLog());
    const relay = await newRelay({ log, limits: { maxUncommittedBytes: 300_000 } });
    const ana = new OpWriter(7);
    const author = await RawClient.connect(relay);
    log.appendGate.close();
    for (let i = 0; i < 200; i++) author.sendUpdate(ana.next({ extra: 'x'.repeat(100_000) }));
    // Other connections are served meanwhile, and the relay has every chance to read more from this one.
    const other = await RawClient.connect(relay);
    for (let asked = 1; asked <= 100; asked++) {
      other.askFor();
      await eventually(() => expect(other.of('syncStep2')).toHaveLength(asked));
    }
    log.appendGate.open();
    await eventually(() => expect(author.durable(7)).toBe(200));
    expect(log.largestAppend).toBeGreaterThan(200_000);
    expect(log.largestAppend).toBeLessThan(1_000_000);
  });
});

describe('a silent connection', () => {
  test('hears something at least every 20 seconds', async () => {
    const timers = new ManualTimers();
    const relay = await newRelay({ timers });
    const client = await RawClient.connect(relay);
    let pings = 0;
    client.socket.on('ping', () => (pings += 1));
    await eventually(() => expect(client.of('durable')).toHaveLength(1));
    for (const round of [1, 2, 3, 4]) {
      timers.advance(20_000);
      await eventually(() => {
        expect(client.of('awareness').length).toBeGreaterThanOrEqual(round);
        expect(pings).toBeGreaterThanOrEqual(round);
      });
      // Its answer to this comes after its answer to the ping.
      client.askFor();
      await eventually(() => expect(client.of('syncStep2')).toHaveLength(round));
    }
    expect(client.socket.readyState).toBe(client.socket.OPEN);
  });

  test('that answers no ping is dropped', async () => {
    const timers = new ManualTimers();
    const relay = await newRelay({ timers });
    const dead = new WebSocket(`${relay.ws}/kitchen`, { autoPong: false });
    await new Promise((resolve) => dead.on('open', resolve));
    const dropped = new Promise((resolve) => dead.on('close', resolve));
    timers.advance(60_000);
    expect(await dropped).toBe(1006);
  });
});

test('a half-finished upgrade does not hold up the relay', async () => {
  const relay = await newRelay();
  const socket = connect(relay.port, '127.0.0.1');
  socket.write(
    'GET /sync/kitchen HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  );
  await new Promise((resolve) => socket.once('data', resolve));
  socket.destroy();
  const client = await RawClient.connect(relay);
  await eventually(() => expect(client.of('syncStep1')).toHaveLength(1));
});

describe('shutting down', () => {
  test('stores what has arrived, says so, and then sends everybody away for a while', async () => {
    const disk: MemoryDisk = new Map();
    const log = new FaultInjectingLog(new MemoryUpdateLog(disk));
    const relay = await newRelay({ log });
    const ana = new OpWriter(7);
    const author = await RawClient.connect(relay);
    log.appendGate.close();
    author.sendUpdate(ana.next());
    await eventually(() => expect(log.appends).toBe(1));
    author.sendUpdate(ana.next());
    author.askFor();
    await eventually(() => expect(author.of('syncStep2')).toHaveLength(1));

    const closing = relay.close();
    await expect(RawClient.connect(relay)).rejects.toThrow();
    author.sendUpdate(ana.next());
    log.appendGate.open();
    expect(await author.closed).toMatchObject({ code: 4503 });
    await closing;
    expect(author.durable(7)).toBe(2);

    const next = await newRelay({ log: new MemoryUpdateLog(disk) });
    const { ops } = (await (await fetch(`${next.http}/carts/kitchen/raw`)).json()) as RawCartBody;
    expect(ops).toHaveLength(2);
  });

  test('does not wait for a client that ignores it, nor for a log that hangs', async () => {
    const log = new FaultInjectingLog(new MemoryUpdateLog());
    const relay = await newRelay({ log, limits: { drainMs: 50, closeMs: 50 } });
    const client = await RawClient.connect(relay);
    log.appendGate.close();
    client.sendUpdate(new OpWriter(7).next());
    await eventually(() => expect(log.appends).toBe(1));
    client.socket.pause();
    await relay.close();
    expect(client.durable(7)).toBe(0);
  });
});

test('a flood of pings ends its own connection only', async () => {
  const relay = await newRelay();
  const client = await RawClient.connect(relay);
  const other = await RawClient.connect(relay);
  for (let i = 0; i < 5_000; i++) client.socket.ping();
  // The WebSocket library does this, without a goodbye.
  expect(await client.closed).toMatchObject({ code: 1006 });
  other.askFor();
  await eventually(() => expect(other.of('syncStep2')).toHaveLength(1));
});

test('a connection that sends much at once does not keep the others waiting', async () => {
  const relay = await newRelay();
  const greedy = await RawClient.connect(relay);
  const other = await RawClient.connect(relay);
  await eventually(() => expect(other.of('syncStep1')).toHaveLength(1));
  const ana = new OpWriter(7);
  for (let i = 0; i < 3_000; i++) greedy.sendUpdate(ana.next());
  other.askFor();
  await eventually(() => expect(other.of('syncStep2')).toHaveLength(1));
  // It was answered while most of what had been sent before was still in the network.
  expect(greedy.durable(7)).toBeLessThan(2_000);
  await eventually(() => expect(greedy.durable(7)).toBe(3_000));
});

describe('with as many carts in memory as there may be', () => {
  test('one that nobody is at makes room, and one that somebody is at does not', async () => {
    const relay = await newRelay({ limits: { maxRooms: 2 } });
    const enter = (cartId: string) => RawClient.connect(relay, { cartId });
    const [kitchen, pantry] = [await enter('kitchen'), await enter('pantry')];
    await eventually(() => {
      for (const one of [kitchen, pantry]) expect(one.of('syncStep1')).toHaveLength(1);
    });
    expect(await (await enter('cellar')).closed).toMatchObject({ code: 4500 });
    pantry.socket.close();
    await pantry.closed;
    await eventually(async () => {
      const again = await enter('cellar');
      await eventually(() => expect(again.of('syncStep1')).toHaveLength(1));
    });
  });
});
