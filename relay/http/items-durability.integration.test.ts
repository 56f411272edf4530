import { connect } from 'node:net';
import * as v from 'valibot';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CartId, UserId } from '../../cart/ids.ts';
import { order } from '../../protocol/items.ts';
import { FaultInjectingLog } from '../testing/fault-injecting-log.ts';
import { MemoryUpdateLog, type MemoryDisk } from '../testing/memory-update-log.ts';
import { eventually } from '../testing/new-client.ts';
import { newIdentity } from '../testing/new-identity.ts';
import { newRelay } from '../testing/new-relay.ts';
import { codeOf, newShop, shopClient } from '../testing/new-shop.ts';

describe('an Idempotency-Key', () => {
  test('gives the same answer to the same request, at once or later, and does it once', async () => {
    const { add, checkOut, list } = await newShop();
    const body = { unitCount: 2, offeredPrice: 1 };
    const first = await Promise.all([add('ana/milk', body, 'k'), add('ana/milk', body, 'k')]);
    await add('ana/milk', { offeredPrice: 1 });
    const later = await add('ana/milk', { offeredPrice: 1, unitCount: 2 }, 'k');
    expect(new Set([...first, later].map(({ body: line }) => JSON.stringify(line))).size).toBe(1);
    expect(await list('ana')).toMatchObject([{ unitCount: 3 }]);
    const orders = await Promise.all([checkOut('ana', 'k'), checkOut('ana', 'k')]);
    await add('ana/milk', { offeredPrice: 1 });
    orders.push(await checkOut('ana', 'k'));
    expect(new Set(orders.map(({ body: made }) => v.parse(order, made).orderId)).size).toBe(1);
    expect(await list('ana')).toMatchObject([{ unitCount: 1 }]);
  });

  test('used for another request is refused; for another path it is another key', async () => {
    const { add, checkOut } = await newShop();
    await add('ana/milk', { offeredPrice: 1 }, 'k');
    expect(codeOf(await add('ana/milk', { offeredPrice: 2 }, 'k'))).toEqual([422, 'key_reused']);
    expect((await add('ana/tea', { offeredPrice: 2 }, 'k')).status).toBe(200);
    expect((await add('ben/milk', { offeredPrice: 2 }, 'k')).status).toBe(200);
    expect((await checkOut('ana', 'k')).status).toBe(200);
    expect(codeOf(await add('ana/milk', { offeredPrice: 1 }, 'a b'))).toEqual([400, 'bad_request']);
  });

  test('is known to a relay that was restarted', async () => {
    const disk: MemoryDisk = new Map();
    const before = await newShop({ log: new MemoryUpdateLog(disk) });
    const line = await before.add('ana/milk', { offeredPrice: 1 }, 'k');
    const made = await before.checkOut('ana', 'k');
    await before.relay.close();
    const after = await newShop({ log: new MemoryUpdateLog(disk) });
    expect(await after.add('ana/milk', { offeredPrice: 1 }, 'k')).toEqual(line);
    expect(await after.checkOut('ana', 'k')).toEqual(made);
    expect(await after.list('ana')).toEqual([]);
  });

  test('is each user’s own', async () => {
    const identity = await newIdentity();
    const relay = await newRelay(identity);
    const as = async (sub: string) =>
      shopClient(relay, {
        authorization: `Bearer ${await identity.token({ sub: sub as UserId, aud: 'ana' as CartId, jti: sub })}`,
      });
    const [ana, ben] = await Promise.all([as('Ana'), as('Ben')]);
    await ana.add('ana/milk', { offeredPrice: 1 }, 'k');
    await ben.add('ana/milk', { offeredPrice: 1 }, 'k');
    await ana.add('ana/milk', { offeredPrice: 1 }, 'k');
    expect(await ana.list('ana')).toMatchObject([{ unitCount: 2 }]);
    expect((await ana.ops('ana')).map((op) => op['by']).sort()).toEqual(['Ana', 'Ben']);
  });
});

describe('durability', () => {
  test('a write answers when it is stored, not before', async () => {
    const log = new FaultInjectingLog(new MemoryUpdateLog());
    const { add, ask } = await newShop({ log });
    log.appendGate.close();
    let isAnswered = false;
    const adding = add('ana/milk', { offeredPrice: 1 }).then(() => (isAnswered = true));
    await eventually(() => expect(log.appends).toBe(1));
    expect(codeOf(await ask('GET', '/items/ana'))).toEqual([404, 'not_found']);
    expect(isAnswered).toBe(false);
    log.appendGate.open();
    await adding;
    expect((await ask('GET', '/items/ana')).status).toBe(200);
  });

  test('what cannot be stored is refused, was never there, and works when it can be', async () => {
    const log = new FaultInjectingLog(new MemoryUpdateLog());
    const { add, list } = await newShop({ log, limits: { probeMs: 5 } });
    await add('ana/milk', { offeredPrice: 1 });
    log.writeFault = 'no space';
    const refused = await Promise.all([
      add('ana/milk', { offeredPrice: 1 }, 'k'),
      add('ana/tea', { offeredPrice: 1 }),
    ]);
    expect(refused.map(codeOf)).toEqual([
      [503, 'storage'],
      [503, 'storage'],
    ]);
    expect(await list('ana')).toMatchObject([{ itemId: 'milk', unitCount: 1 }]);
    log.writeFault = null;
    await eventually(async () => expect((await add('ana/milk', { offeredPrice: 1 }, 'k')).status).toBe(200));
    expect(await list('ana')).toMatchObject([{ itemId: 'milk', unitCount: 2 }]);
  });
});

test('a hundred adds over one connection, pipelined, share few commits', async () => {
  const log = new FaultInjectingLog(new MemoryUpdateLog());
  const { relay, list } = await newShop({ log });
  const body = JSON.stringify({ offeredPrice: 1 });
  const requests = Array.from(
    { length: 100 },
    (_, at) =>
      `POST /items/ana/item-${at} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  const socket = connect(relay.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.write(requests.join(''));
  await eventually(() => expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(100));
  expect(log.appends).toBeLessThan(50);
  expect(await list('ana')).toHaveLength(100);
});

test('readers may look but not write', async () => {
  const identity = await newIdentity();
  const relay = await newRelay(identity);
  const reader = shopClient(relay, { authorization: `Bearer ${await identity.token({ role: 'reader' })}` });
  expect(codeOf(await reader.add('kitchen/milk', { offeredPrice: 1 }))).toEqual([403, 'forbidden']);
  expect(codeOf(await reader.checkOut('kitchen'))).toEqual([403, 'forbidden']);
  expect(codeOf(await reader.ask('GET', '/items/ward'))).toEqual([403, 'forbidden']);
  expect(codeOf(await shopClient(relay).ask('GET', '/items/kitchen'))).toEqual([401, 'unauthorised']);
});
