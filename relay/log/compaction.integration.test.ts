import { join } from 'node:path';
import { open } from 'lmdb';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CartId, OpId } from '../../cart/ids.ts';
import { compactionSettings } from './compactor.ts';
import type { CrashPoint, CrashPoints } from './crash-points.ts';
import { LmdbUpdateLog } from './lmdb-update-log.ts';
import { ManualTimers } from '../testing/manual-timers.ts';
import { eventually } from '../testing/new-client.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';
import { LogUnreadable, type LogEntry, type StoredRecord, type UpdateLog } from './update-log.ts';

const [kitchen, ward] = ['kitchen', 'ward'] as [CartId, CartId];
const entry = (cartId: CartId, clock: number, size = 100): LogEntry => ({
  cartId,
  record: {
    client: 7,
    clock,
    opId: `0123456789abcdef.${clock + 1}` as OpId,
    storedAt: clock,
    bytes: new Uint8Array(size).fill(clock),
  },
});
const MANY_CHUNKS = compactionSettings.manyChunks;
const COUNT = MANY_CHUNKS + 20;

/** A log in which a cart has many chunks; each append has a record of another cart too. */
async function fragmented(options: { readonly crashPoints?: CrashPoints; readonly size?: number } = {}) {
  const directory = await temporaryDirectory();
  const timers = new ManualTimers();
  const log = await LmdbUpdateLog.open(directory, { timers, ...options });
  onTestFinished(() => log.close());
  for (let i = 0; i < COUNT; i++) await log.append([entry(ward, i), entry(kitchen, i, options.size)]);
  return { directory, timers, log };
}

/** Keys of a cart's chunks, as another process sees them. */
async function chunksOf(directory: string, cartId: CartId): Promise<number> {
  const root = open({ path: join(directory, 'log'), readOnly: true });
  const chunks = root.openDB<Buffer, [string, number]>('chunks', { encoding: 'binary' });
  const count = chunks.getKeysCount({ start: [cartId, 0], end: [cartId, Number.MAX_SAFE_INTEGER] });
  await root.close();
  return count;
}

const plain = (records: readonly StoredRecord[]) =>
  records.map(({ position, clock, opId, storedAt, bytes }) =>
    [position, clock, opId, storedAt, ...bytes].join(),
  );
const contents = async (log: UpdateLog) => ({
  kitchen: plain(await log.read(kitchen)),
  ward: plain(await log.read(ward)),
  feed: (await log.readFeed({ from: 0, limit: 10_000 })).map(
    (e) => `${e.cartId} ${plain([e.record]).join()}`,
  ),
});

describe('compaction', () => {
  test('leaves few chunks, the same records, the same positions and the same feed', async () => {
    const { directory, timers, log } = await fragmented();
    const before = await contents(log);
    await eventually(async () => {
      timers.advance(1_000);
      expect(await chunksOf(directory, kitchen)).toBe(1);
      expect(await chunksOf(directory, ward)).toBe(1);
    });
    expect(await contents(log)).toEqual(before);
    for (let from = 0; from <= log.head; from += 7) {
      const part = await log.readFeed({ from, limit: 3 });
      expect(part.map(({ record }) => record.position)).toEqual(
        [from, from + 1, from + 2].filter((p) => p < log.head),
      );
      const own = await log.readFeed({ from, limit: 2, cartId: kitchen });
      expect(own.every(({ record }) => record.position >= from)).toBe(true);
      expect(own).toHaveLength(Math.min(2, before.kitchen.length - Math.floor(from / 2)));
    }
    await log.append([entry(kitchen, COUNT)]);
    expect((await log.read(kitchen)).map(({ clock }) => clock)).toEqual([...Array(COUNT + 1).keys()]);
    await log.close();
    const reopened = await LmdbUpdateLog.open(directory);
    expect(await reopened.read(kitchen)).toHaveLength(COUNT + 1);
    expect(reopened.head).toBe(2 * COUNT + 1);
    await reopened.close();
  });

  test('loses nothing that is appended while it runs', async () => {
    const { directory, timers, log } = await fragmented({ size: 3_000 });
    timers.advance(1_000);
    const appended: Promise<void>[] = [];
    for (let i = 0; i < 30; i++) {
      appended.push(log.append([entry(kitchen, COUNT + i)]));
      await appended.at(-1);
      timers.advance(1_000);
    }
    timers.advance(1_000);
    await eventually(async () => {
      timers.advance(1_000);
      expect(await chunksOf(directory, kitchen)).toBeLessThan(COUNT / 2);
    });
    expect((await log.read(kitchen)).map(({ clock }) => clock)).toEqual([...Array(COUNT + 30).keys()]);
  });

  test('waits while people write', async () => {
    const { directory, timers, log } = await fragmented();
    for (let i = 0; i < 5; i++) {
      timers.advance(900);
      await log.append([entry(ward, COUNT + i)]);
    }
    expect(await chunksOf(directory, kitchen)).toBe(COUNT);
    timers.advance(2_000);
    await eventually(async () => expect(await chunksOf(directory, kitchen)).toBeLessThan(COUNT / 2));
  });

  test('is done for a cart of many chunks when it is next read', async () => {
    const { directory, log } = await fragmented();
    await log.close();
    const timers = new ManualTimers();
    const reopened = await LmdbUpdateLog.open(directory, { timers });
    await reopened.read(kitchen);
    timers.advance(1_000);
    await eventually(async () => expect(await chunksOf(directory, kitchen)).toBe(1));
    expect(await chunksOf(directory, ward)).toBe(COUNT);
    await reopened.close();
  });

  test.each<CrashPoint>(['beforeCompaction', 'duringCompaction', 'afterCompaction'])(
    'that fails at %s changes nothing',
    async (crashPoint) => {
      let isReached = false;
      const reach = (point: CrashPoint) => {
        if (point !== crashPoint) return;
        isReached = true;
        throw new Error('failed');
      };
      const { timers, log } = await fragmented({ crashPoints: { reach } });
      const before = await contents(log);
      await eventually(() => {
        timers.advance(1_000);
        expect(isReached).toBe(true);
      });
      await log.append([entry(ward, COUNT)]);
      const after = await contents(log);
      expect(after.kitchen).toEqual(before.kitchen);
      expect(after.ward.slice(0, -1)).toEqual(before.ward);
      expect(after.feed.slice(0, -1)).toEqual(before.feed);
    },
  );

  test('does not touch a cart with damage', async () => {
    const { directory, log } = await fragmented();
    await log.close();
    const root = open({ path: join(directory, 'log'), overlappingSync: false });
    const chunks = root.openDB<Buffer, [string, number]>('chunks', { encoding: 'binary' });
    await chunks.put(['kitchen', 41], Buffer.from('spoilt'));
    await root.close();
    const timers = new ManualTimers();
    const reopened = await LmdbUpdateLog.open(directory, { timers });
    for (let i = 0; i < MANY_CHUNKS; i++) await reopened.append([entry(kitchen, i), entry(ward, COUNT + i)]);
    await eventually(async () => {
      timers.advance(1_000);
      expect(await chunksOf(directory, ward)).toBeLessThan(5);
    });
    expect(await chunksOf(directory, kitchen)).toBe(COUNT + MANY_CHUNKS);
    await expect(reopened.read(kitchen)).rejects.toBeInstanceOf(LogUnreadable);
    expect((await reopened.salvage(kitchen)).records).toHaveLength(COUNT + MANY_CHUNKS - 1);
    await reopened.close();
  });
});
