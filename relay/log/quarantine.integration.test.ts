import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { LmdbUpdateLog } from './lmdb-update-log.ts';
import { eventually, newClient } from '../testing/new-client.ts';
import { newRelay } from '../testing/new-relay.ts';
import { OpWriter } from '../testing/op-writer.ts';
import { RawClient } from '../testing/raw-client.ts';
import { runTrolley } from '../testing/run-trolley.ts';
import { spoilFile } from '../testing/spoil-file.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';

const named = (name: string) => ({ product: { id: '1', name } });

/** A relay that has two carts on disk, neither in memory; one of them has a record with a changed bit. */
async function spoilt() {
  const dataDir = await temporaryDirectory();
  const errors: { readonly cartId?: string; readonly msg: string }[] = [];
  const write = (line: string) => errors.push(JSON.parse(line) as (typeof errors)[number]);
  const relay = await newRelay({
    log: await LmdbUpdateLog.open(dataDir),
    logger: pino({ level: 'error' }, { write }),
    limits: { idleCartMs: 1 },
  });
  for (const cartId of ['kitchen', 'ward']) {
    const ana = new OpWriter(cartId.length);
    const client = await RawClient.connect(relay, { cartId });
    for (const name of ['first', `${cartId}-second`, 'third']) client.sendUpdate(ana.next(named(name)));
    await eventually(() => expect(client.durable(ana.client)).toBe(3));
    client.socket.close();
    await client.closed;
  }
  expect(spoilFile(join(dataDir, 'log', 'data.mdb'), 'kitchen-second')).toBeGreaterThan(0);
  // The first to come may still find the cart in memory.
  await eventually(async () => {
    const client = await RawClient.connect(relay);
    await eventually(() =>
      expect(client.received.length + Number(client.socket.readyState > 1)).toBeGreaterThan(0),
    );
    expect(client.received).toEqual([]);
    client.socket.terminate();
  });
  return { dataDir, relay, errors };
}

test('a cart with a damaged record is refused, and no other', async () => {
  const { relay } = await spoilt();
  const kitchen = await RawClient.connect(relay);
  kitchen.sendUpdate(new OpWriter(9).next());
  const { code, reason } = await kitchen.closed;
  expect(code).toBe(4500);
  expect(reason).not.toBe('');
  expect((await fetch(`${relay.http}/carts/kitchen`)).status).toBe(503);

  const ward = newClient(relay, { cartId: 'ward' });
  await eventually(() => expect(ward.ids).toHaveLength(3));
  const [id] = ward.add();
  const other = newClient(relay, { cartId: 'ward' });
  await eventually(() => expect(other.ids).toContain(id));
});

test('the log says so once, however often people come', async () => {
  const { relay, errors } = await spoilt();
  for (let i = 0; i < 5; i++) {
    const client = await RawClient.connect(relay);
    expect(await client.closed).toMatchObject({ code: 4500 });
  }
  expect(errors.map(({ cartId }) => cartId)).toEqual(['kitchen']);
});

test('what is readable of it can be had, and checking the data names it', async () => {
  const { dataDir } = await spoilt();
  const salvaged = await runTrolley('salvage', '--data', dataDir, '--cart', 'kitchen');
  expect(salvaged.code).toBe(1);
  const { ops, damage } = JSON.parse(salvaged.stdout) as { ops: { op: object }[]; damage: string[] };
  expect(ops.map(({ op }) => op)).toMatchObject([named('first'), named('third')]);
  expect(damage).toHaveLength(1);
  expect((await runTrolley('salvage', '--data', dataDir, '--cart', 'ward')).code).toBe(0);

  const verified = await runTrolley('verify', dataDir);
  expect(verified.code).toBe(1);
  const lines = verified.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(lines).toMatchObject([
    { cartId: 'kitchen', ops: 2, digest: null },
    { cartId: 'ward', ops: 3, damage: [] },
    { event: 'verified', sound: false, carts: 2, damagedCarts: ['kitchen'], damage: [] },
  ]);

  const target = join(await temporaryDirectory(), 'backup');
  expect((await runTrolley('backup', target, '--data', dataDir)).code).toBe(1);
  expect((await runTrolley('verify', target)).stdout).toBe(verified.stdout);
});

test('where there is nothing to check, that is said', async () => {
  const { code, stderr } = await runTrolley('verify', await temporaryDirectory());
  expect([code, stderr]).toEqual([3, expect.stringContaining('there is no log')]);
});
