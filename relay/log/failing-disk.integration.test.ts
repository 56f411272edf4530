import { expect, test, vi } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import { LmdbUpdateLog } from './lmdb-update-log.ts';
import { logBatch } from '../testing/log-batch.ts';
import { mountThinDisk } from '../testing/thin-disk.ts';
import { LogUnwritable } from './update-log.ts';

const kitchen = 'kitchen' as CartId;
const batch = (from: number) => logBatch({ cartId: kitchen, from, count: 20, bytes: 3_000 });

test('a disk that takes writes and fails to sync them loses nothing that was reported durable', async ({
  skip,
}) => {
  const disk = mountThinDisk();
  if (!disk) return skip('needs root, loop devices and mkfs.ext4');
  // The engine reports there what it also rejects with.
  vi.spyOn(console, 'error').mockReturnValue();
  const expectClocks = async (log: LmdbUpdateLog, count: number) => {
    expect((await log.read(kitchen)).map(({ clock }) => clock)).toEqual([...Array(count).keys()]);
    expect(log.head).toBe(count);
  };
  const log = await LmdbUpdateLog.open(disk.path);
  let count = 0;
  let fault: unknown = null;
  while (fault === null) {
    await log.append(batch(count)).then(
      () => (count += 20),
      (error: unknown) => (fault = error),
    );
  }
  expect(fault).toBeInstanceOf(LogUnwritable);
  expect(count).toBeGreaterThan(100);
  for (let attempt = 0; attempt < 3; attempt++) {
    await expect(log.append(batch(count))).rejects.toBeInstanceOf(LogUnwritable);
    await expect(log.probe(50_000)).rejects.toBeInstanceOf(LogUnwritable);
    await expectClocks(log, count);
  }

  disk.heal();
  await log.probe(50_000);
  await log.append(batch(count));
  await expectClocks(log, count + 20);
  await log.close();
  const reopened = await LmdbUpdateLog.open(disk.path);
  await expectClocks(reopened, count + 20);
  await reopened.close();
}, 120_000);
