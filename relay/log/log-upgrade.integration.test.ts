import { join } from 'node:path';
import { open } from 'lmdb';
import { describe, expect, test } from 'vitest';
import type { CartId, OpId } from '../../cart/ids.ts';
import type { CrashPoint } from './crash-points.ts';
import { LmdbUpdateLog } from './lmdb-update-log.ts';
import { downgradeLog } from './log-downgrade.ts';
import { writeFormat1 } from '../testing/format-1-log.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';
import { LogUnopenable, LogUnreadable, type LogEntry, type LogRecord } from './update-log.ts';

const carts = ['a', 'b', 'kitchen'] as CartId[];
const COUNT = 3_500;
const entries: LogEntry[] = Array.from({ length: COUNT }, (_, i) => ({
  cartId: carts[i % carts.length] as CartId,
  record: {
    client: 0xffff_fff0 + (i % 3),
    clock: Math.floor(i / 3),
    opId: `0123456789abcdef.${i + 1}` as OpId,
    storedAt: 1_763_000_000_000 + i,
    bytes: Uint8Array.from({ length: i % 300 }, (_, at) => at),
  },
}));

const plain = (records: readonly LogRecord[]) =>
  records.map(({ client, clock, opId, storedAt, bytes }) =>
    [client, clock, opId, storedAt, ...bytes].join(' '),
  );
const written = (cartId: CartId) =>
  plain(entries.filter((entry) => entry.cartId === cartId).map(({ record }) => record));

async function expectEverything(log: LmdbUpdateLog): Promise<void> {
  expect(await log.listCarts()).toEqual(carts);
  expect(log.head).toBe(COUNT);
  for (const cartId of carts) expect(plain(await log.read(cartId))).toEqual(written(cartId));
  const feed = await log.readFeed({ from: 0, limit: COUNT + 1 });
  expect(feed.map(({ record }) => record.position)).toEqual([...Array(COUNT).keys()]);
}

/** What the databases of a directory hold: how many entries, and the format. */
async function look(directory: string) {
  const root = open({ path: join(directory, 'log'), overlappingSync: false });
  const count = (name: string) => root.openDB({ name, encoding: 'binary' }).getKeysCount();
  const [format] = root.openDB<Buffer, string>('meta', { encoding: 'binary' }).get('format') ?? [];
  const found = { format, records: count('records'), chunks: count('chunks'), feed: count('feed') };
  await root.close();
  return found;
}

describe('a log of the first format', () => {
  test('is upgraded when it is opened, and added to', async () => {
    const directory = await temporaryDirectory();
    await writeFormat1(directory, entries);
    const log = await LmdbUpdateLog.open(directory);
    await expectEverything(log);
    const { generation } = log;
    await log.close();
    expect(await look(directory)).toMatchObject({ format: 2, records: 0 });
    const reopened = await LmdbUpdateLog.open(directory);
    await expectEverything(reopened);
    expect(reopened.generation).toBe(generation);
    await reopened.append([{ cartId: carts[0] as CartId, record: (entries[0] as LogEntry).record }]);
    expect((await reopened.read(carts[0] as CartId)).at(-1)?.position).toBe(COUNT);
    await reopened.close();
  });

  test.each<CrashPoint>(['beforeUpgrade', 'duringUpgrade', 'beforeUpgradeSwitch', 'afterUpgradeSwitch'])(
    'interrupted at %s is upgraded the next time, with nothing lost or doubled',
    async (crashPoint) => {
      const directory = await temporaryDirectory();
      await writeFormat1(directory, entries);
      const reach = (point: CrashPoint) => {
        if (point === crashPoint) throw new Error('interrupted');
      };
      await expect(LmdbUpdateLog.open(directory, { crashPoints: { reach } })).rejects.toThrow('interrupted');
      const { format, records } = await look(directory);
      expect([format, records]).toEqual([crashPoint === 'afterUpgradeSwitch' ? 2 : 1, COUNT]);
      const log = await LmdbUpdateLog.open(directory);
      await expectEverything(log);
      await log.close();
      expect(await look(directory)).toMatchObject({ format: 2, records: 0 });
    },
  );

  test('with a damaged record keeps that cart from being read, and no other', async () => {
    const directory = await temporaryDirectory();
    const few = entries.slice(0, 9);
    const last = few.at(-1);
    await writeFormat1(directory, few, (record, entry) => (entry === last ? record.fill(7, 20) : record));
    const log = await LmdbUpdateLog.open(directory);
    await expect(log.read('kitchen' as CartId)).rejects.toBeInstanceOf(LogUnreadable);
    const { records, damage } = await log.salvage('kitchen' as CartId);
    expect(records).toHaveLength(2);
    expect(damage).toHaveLength(1);
    expect(await log.read('a' as CartId)).toHaveLength(3);
    await log.close();
  });
});

describe('going back to the first format', () => {
  test('and forth again changes nothing', async () => {
    const directory = await temporaryDirectory();
    const log = await LmdbUpdateLog.open(directory);
    for (let i = 0; i < COUNT; i += 100) await log.append(entries.slice(i, i + 100));
    await log.close();
    expect(await downgradeLog(directory)).toEqual({ carts: carts.length, ops: COUNT });
    expect(await look(directory)).toEqual({ format: 1, records: COUNT, chunks: 0, feed: 0 });

    const frozen = await temporaryDirectory();
    await writeFormat1(frozen, entries);
    expect(await dump(directory)).toEqual(await dump(frozen));
    const upgraded = await LmdbUpdateLog.open(directory);
    await expectEverything(upgraded);
    await upgraded.close();
  });

  test('is refused while the log is in use, and for a log that is of that format', async () => {
    const directory = await temporaryDirectory();
    const log = await LmdbUpdateLog.open(directory);
    await expect(downgradeLog(directory)).rejects.toThrow('in use');
    await log.close();
    await downgradeLog(directory);
    await expect(downgradeLog(directory)).rejects.toBeInstanceOf(LogUnopenable);
  });
});

async function dump(directory: string) {
  const root = open({ path: join(directory, 'log'), overlappingSync: false });
  const records = root.openDB<Buffer>({ name: 'records', encoding: 'binary' });
  const all = [...records.getRange()].map(({ key, value }) => `${String(key)} ${value.toString('hex')}`);
  await root.close();
  return all;
}
