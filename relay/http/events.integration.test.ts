import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as v from 'valibot';
import { helloEvent, opEvent } from '../../protocol/events.ts';
import type { CartId } from '../../cart/ids.ts';
import type { FeedRequest, StoredEntry } from '../log/update-log.ts';
import { LogUnreadable } from '../log/update-log.ts';
import { readEvents } from '../testing/event-reader.ts';
import { ManualTimers } from '../testing/manual-timers.ts';
import { MemoryUpdateLog } from '../testing/memory-update-log.ts';
import { eventually, newClient } from '../testing/new-client.ts';
import { newIdentity } from '../testing/new-identity.ts';
import { newRelay } from '../testing/new-relay.ts';

const positionsOf = (ops: readonly { readonly position: number }[]) => ops.map(({ position }) => position);
const upTo = (count: number) => Array.from({ length: count }, (_, position) => position);

describe('a stream of events', () => {
  test('greets, gives what was stored in order, and goes on with what comes', async () => {
    const log = new MemoryUpdateLog();
    const relay = await newRelay({ log });
    const client = newClient(relay);
    const before = client.add(3);
    await eventually(() => expect(log.head).toBe(3));
    const reader = await readEvents(`${relay.http}/carts/kitchen/events`);
    expect(reader.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(reader.headers.get('trolley-generation')).toBe(log.generation);
    await reader.take(3);
    const [hello, first] = reader.events;
    expect([hello?.event, hello?.id, v.parse(helloEvent, JSON.parse(hello?.data ?? ''))]).toMatchObject([
      ...['hello', undefined],
      { generation: log.generation, head: 3 },
    ]);
    expect([first?.event, first?.id]).toEqual(['op', '0']);
    expect(v.parse(opEvent, JSON.parse(first?.data ?? ''))).toMatchObject({
      ...{ position: 0, cartId: 'kitchen', id: before[0], op: { kind: 'add', qty: 1 } },
    });
    const after = client.add(2);
    expect((await reader.take(5)).map(({ id }) => id)).toEqual([...before, ...after]);
  });

  test('of one cart has nothing of another; of all has each once, in the order of positions', async () => {
    const log = new MemoryUpdateLog();
    const relay = await newRelay({ log });
    const all = await readEvents(`${relay.http}/events`);
    const clients = ['a', 'b', 'c', 'd'].map((cartId) => newClient(relay, { cartId }));
    const one = await readEvents(`${relay.http}/carts/b/events`);
    for (let round = 0; round < 25; round += 1) {
      for (const client of clients) client.add();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(positionsOf(await all.take(100))).toEqual(upTo(100));
    expect(new Set(all.ops.map(({ id }) => id)).size).toBe(100);
    const ofB = await one.take(25);
    expect(ofB).toEqual(all.ops.filter(({ cartId }) => cartId === 'b'));
  });

  test('goes on from a position, or after the last one seen', async () => {
    const relay = await newRelay();
    const client = newClient(relay);
    client.add(10);
    const url = `${relay.http}/carts/kitchen/events`;
    await (await readEvents(url)).take(10);
    expect(positionsOf(await (await readEvents(`${url}?from=7`)).take(3))).toEqual([7, 8, 9]);
    const resumed = await readEvents(`${url}?from=0`, { 'last-event-id': '8' });
    expect(positionsOf(await resumed.take(1))).toEqual([9]);
    const ahead = await readEvents(`${url}?from=11`);
    client.add(2);
    expect(positionsOf(await ahead.take(1))).toEqual([11]);
  });

  test('gives a reader who comes back again and again each operation once', async () => {
    const relay = await newRelay();
    const client = newClient(relay);
    const seen: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const last = seen.at(-1);
      client.add(20);
      const reader = await readEvents(
        `${relay.http}/events`,
        last === undefined ? {} : { 'last-event-id': String(last) },
      );
      await reader.take(1 + ((round * 7) % 15));
      reader.close();
      await reader.ended;
      seen.push(...positionsOf(reader.ops));
    }
    const rest = await readEvents(`${relay.http}/events?from=${(seen.at(-1) ?? -1) + 1}`);
    await rest.take(160 - seen.length);
    expect([...seen, ...positionsOf(rest.ops)]).toEqual(upTo(160));
  });

  test('ends after what was stored when it is not to follow', async () => {
    const log = new MemoryUpdateLog();
    const relay = await newRelay({ log });
    newClient(relay).add(600);
    await eventually(() => expect(log.head).toBe(600));
    const reader = await readEvents(`${relay.http}/events?follow=false`);
    await reader.ended;
    expect(positionsOf(reader.ops)).toEqual(upTo(600));
    const empty = await readEvents(`${relay.http}/carts/none/events?follow=false`);
    await empty.ended;
    expect(empty.events.map(({ event }) => event)).toEqual(['hello']);
  });

  test('says something now and then while nothing happens', async () => {
    const timers = new ManualTimers();
    const relay = await newRelay({ timers });
    const reader = await readEvents(`${relay.http}/events`);
    await eventually(() => expect(reader.events).toHaveLength(1));
    await eventually(() => {
      timers.advance(15_000);
      expect(reader.comments.length).toBeGreaterThan(1);
    });
  });

  test('ends when the relay shuts down', async () => {
    const relay = await newRelay();
    const reader = await readEvents(`${relay.http}/events`);
    await eventually(() => expect(reader.events).toHaveLength(1));
    await relay.close();
    await reader.ended;
  });

  test('ends when the token is revoked or expires, with nothing more in it', async () => {
    const identity = await newIdentity();
    const relay = await newRelay(identity);
    const authorization = `Bearer ${await identity.token({ aud: '*', role: 'reader', jti: 'theirs' })}`;
    const reader = await readEvents(`${relay.http}/events`, { authorization });
    await eventually(() => expect(reader.events).toHaveLength(1));
    await identity.revocations.revoke({ tokenId: 'theirs' });
    await reader.ended;
    expect((await readEvents(`${relay.http}/events`, { authorization })).status).toBe(401);
    const other = await identity.token({ aud: 'kitchen' as CartId, role: 'reader', jti: 'other' });
    expect((await readEvents(`${relay.http}/events`, { authorization: `Bearer ${other}` })).status).toBe(403);
  });
});

test('a stream that nobody reads is cut off, and keeps little in memory', async () => {
  const timers = new ManualTimers();
  const log = new MemoryUpdateLog();
  const relay = await newRelay({ log, timers });
  for (const cartId of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) newClient(relay, { cartId }).add(2_500);
  await eventually(() => expect(log.head).toBe(20_000));
  const socket = connect(relay.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let isClosed = false;
  socket.on('close', () => (isClosed = true)).on('error', () => undefined);
  socket.pause();
  socket.write('GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  await eventually(async () => {
    timers.advance(30_000);
    expect(await (await fetch(`${relay.http}/metrics`)).text()).toContain('trolley_event_streams 0');
  });
  socket.resume();
  await eventually(() => expect(isClosed).toBe(true));
});

test('only so many streams are open at once', async () => {
  const relay = await newRelay({ limits: { maxEventStreams: 2 } });
  const streams = [await readEvents(`${relay.http}/events`), await readEvents(`${relay.http}/events`)];
  await eventually(() => expect(streams.every(({ events }) => events.length === 1)).toBe(true));
  expect((await readEvents(`${relay.http}/events`)).status).toBe(503);
  streams[0]?.close();
  await eventually(async () =>
    expect((await readEvents(`${relay.http}/events?follow=false`)).status).toBe(200),
  );
});

test('what cannot be read is told in its place, and the rest follows', async () => {
  class DamagedLog extends MemoryUpdateLog {
    override async readFeed(request: FeedRequest): Promise<readonly StoredEntry[]> {
      const entries = await super.readFeed(request);
      if (entries.some(({ record }) => record.position === 3)) throw new LogUnreadable('damaged');
      return entries;
    }
  }
  const log = new DamagedLog();
  const relay = await newRelay({ log });
  newClient(relay).add(6);
  await eventually(() => expect(log.head).toBe(6));
  const all = await readEvents(`${relay.http}/events?follow=false`);
  await all.ended;
  expect(all.events.map(({ event, id }) => `${event} ${id}`)).toEqual([
    'hello undefined',
    ...['op 0', 'op 1', 'op 2', 'unreadable 3', 'op 4', 'op 5'],
  ]);
});

test.each(['from=-1', 'from=x', 'from=1&from=2', 'follow=no'])('%s is no position', async (query) => {
  const relay = await newRelay();
  expect((await readEvents(`${relay.http}/events?${query}`)).status).toBe(400);
});
