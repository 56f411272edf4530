import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import { LmdbUpdateLog } from './lmdb-update-log.ts';
import { logBatch } from '../testing/log-batch.ts';
import { mountSmallDisk } from '../testing/small-disk.ts';
import { LogUnopenable, LogUnwritable } from './update-log.ts';

const kitchen = 'kitchen' as CartId;
const batch = (from: number) => logBatch({ cartId: kitchen, from, count: 100, bytes: 300 });

/** Appends until that fails; gives how many records were kept. */
async function fill(log: LmdbUpdateLog, from: number): Promise<number> {
  for (let count = from; ; count += 100) {
    try {
      await log.append(batch(count));
    } catch (error) {
      expect(error).toBeInstanceOf(LogUnwritable);
      return count;
    }
  }
}

const clocks = async (log: LmdbUpdateLog) => (await log.read(kitchen)).map(({ clock }) => clock);
const upTo = (count: number) => [...Array(count).keys()];

test('a disk that fills up refuses whole batches, stays readable, and takes more when it grows', async () => {
  const disk = mountSmallDisk(1024);
  const log = await LmdbUpdateLog.open(disk.path);
  let count = await fill(log, 0);
  expect(count).toBeGreaterThan(500);
  await expect(log.append(batch(count))).rejects.toBeInstanceOf(LogUnwritable);
  await expect(log.probe(200_000)).rejects.toBeInstanceOf(LogUnwritable);
  expect(await clocks(log)).toEqual(upTo(count));

  disk.resize(2048);
  await log.probe(30_000);
  count = await fill(log, count);
  expect(await clocks(log)).toEqual(upTo(count));

  disk.resize(4096);
  await log.append(batch(count));
  await log.close();
  const reopened = await LmdbUpdateLog.open(disk.path);
  expect(await clocks(reopened)).toEqual(upTo(count + 100));
  await reopened.close();
});

test('a full disk can be opened and read', async () => {
  const disk = mountSmallDisk(1024);
  const log = await LmdbUpdateLog.open(disk.path);
  const count = await fill(log, 0);
  await log.close();
  const reopened = await LmdbUpdateLog.open(disk.path);
  expect(await clocks(reopened)).toEqual(upTo(count));
  await expect(reopened.append(batch(count))).rejects.toBeInstanceOf(LogUnwritable);
  expect(await clocks(reopened)).toEqual(upTo(count));
  await reopened.close();
});

test('a disk that has become read-only can still be read, and is written again when it lets itself', async () => {
  const disk = mountSmallDisk(1024);
  const log = await LmdbUpdateLog.open(disk.path);
  const count = await fill(log, 0);
  disk.resize(4096);
  disk.makeReadOnly();
  for (let attempt = 0; attempt < 2; attempt++) {
    await expect(log.append(batch(count))).rejects.toBeInstanceOf(LogUnwritable);
    expect(await clocks(log)).toEqual(upTo(count));
  }
  disk.makeWritable();
  await log.append(batch(count));
  expect(await clocks(log)).toEqual(upTo(count + 100));
  await log.close();
});

test('a full disk on which there is no log yet is an error that says so', async () => {
  const disk = mountSmallDisk(1024);
  const filler = join(disk.path, 'filler');
  await writeFile(filler, Buffer.alloc(700 * 1024));
  const opening = LmdbUpdateLog.open(join(disk.path, 'data'));
  await expect(opening).rejects.toBeInstanceOf(LogUnopenable);
  await expect(opening).rejects.toThrow('no space left on device');
  await rm(filler);
  const log = await LmdbUpdateLog.open(join(disk.path, 'data'));
  await log.append(batch(0));
  await log.close();
});
