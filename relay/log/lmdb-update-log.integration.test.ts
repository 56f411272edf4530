import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { open } from 'lmdb';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CartId, OpId } from '../../cart/ids.ts';
import type { CrashPoint } from './crash-points.ts';
import { LmdbUpdateLog } from './lmdb-update-log.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';
import { describeUpdateLog } from './update-log.contract.ts';
import { LogUnopenable, LogUnreadable, LogUnwritable, type LogEntry, type UpdateLog } from './update-log.ts';

describeUpdateLog('LmdbUpdateLog', async () => {
  const directory = await temporaryDirectory();
  const opened: LmdbUpdateLog[] = [];
  return {
    open: async () => {
      const log = await LmdbUpdateLog.open(directory);
      opened.push(log);
      return log;
    },
    dispose: async () => {
      // The directory goes; a log that the test closed already is closed once more, which does nothing.
      for (const log of opened) await log.close();
    },
  };
});

const entry = (cartId: string, clock: number): LogEntry => ({
  cartId: cartId as CartId,
  record: {
    client: 1,
    clock,
    opId: `0123456789abcdef.${clock + 1}` as OpId,
    storedAt: 0,
    bytes: Uint8Array.of(1, 2, 3),
  },
});

/** Lets a test change what is stored behind the log's back. */
async function tamper(
  directory: string,
  database: string,
  key: string | unknown[],
  value: Buffer | null | ((stored: Buffer) => Buffer),
) {
  const root = open({ path: join(directory, 'log'), overlappingSync: false });
  const db = root.openDB<Buffer, string>(database, { encoding: 'binary' });
  const changed = typeof value === 'function' ? value(Buffer.from(db.get(key as string) ?? [])) : value;
  await (changed ? db.put(key as string, changed) : db.remove(key as string));
  await root.close();
}

describe('opening', () => {
  test('one process at a time has a data directory', async () => {
    const directory = await temporaryDirectory();
    const log = await LmdbUpdateLog.open(directory);
    await expect(LmdbUpdateLog.open(directory)).rejects.toThrow(`in use by process ${process.pid}`);
    await log.close();
    await (await LmdbUpdateLog.open(directory)).close();
  });

  test('a log of a later format is refused', async () => {
    const directory = await temporaryDirectory();
    await (await LmdbUpdateLog.open(directory)).close();
    await tamper(directory, 'meta', 'format', Buffer.of(3));
    await expect(LmdbUpdateLog.open(directory)).rejects.toThrow(
      /format 3; this version reads formats up to 2/,
    );
  });

  test('a place that cannot hold a log is named in the error', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'file'), '');
    const opening = LmdbUpdateLog.open(join(directory, 'file'));
    await expect(opening).rejects.toBeInstanceOf(LogUnopenable);
    await expect(opening).rejects.toThrow(join(directory, 'file'));
  });
});

describe('an append that failed but reached the disk', () => {
  /** A log whose next commit seems to fail. */
  const failing = async () => {
    const directory = await temporaryDirectory();
    const fault = { isDue: false };
    const reach = (point: CrashPoint) => {
      if (fault.isDue && point === 'afterCommit') throw new Error('the sync failed');
    };
    const log = await LmdbUpdateLog.open(directory, { crashPoints: { reach } });
    onTestFinished(() => log.close());
    await log.append([entry('kitchen', 0)]);
    fault.isDue = true;
    await expect(log.append([entry('kitchen', 1), entry('ward', 0)])).rejects.toThrow(LogUnwritable);
    fault.isDue = false;
    return { log, directory };
  };
  const expectNoTrace = async (log: UpdateLog) => {
    expect(log.head).toBe(1);
    expect(await log.read('kitchen' as CartId)).toHaveLength(1);
    expect(await log.read('ward' as CartId)).toEqual([]);
    expect(await log.listCarts()).toEqual(['kitchen']);
    expect(await log.readFeed({ from: 0, limit: 9 })).toHaveLength(1);
    expect((await log.salvage('kitchen' as CartId)).records).toHaveLength(1);
  };

  test('is not read', async () => {
    const { log } = await failing();
    await expectNoTrace(log);
  });

  test('is taken out before anything else is written, so that sending it again doubles nothing', async () => {
    const { log, directory } = await failing();
    await log.probe(10);
    await expectNoTrace(log);
    await log.close();
    const reopened = await LmdbUpdateLog.open(directory);
    await expectNoTrace(reopened);
    await reopened.append([entry('kitchen', 1), entry('ward', 0)]);
    expect((await reopened.read('kitchen' as CartId)).map(({ clock }) => clock)).toEqual([0, 1]);
    expect(reopened.head).toBe(3);
    await reopened.close();
  });

  test('is taken out by the append that follows', async () => {
    const { log, directory } = await failing();
    await log.append([entry('ward', 7)]);
    await log.close();
    const reopened = await LmdbUpdateLog.open(directory);
    expect(await reopened.read('kitchen' as CartId)).toHaveLength(1);
    expect((await reopened.read('ward' as CartId)).map(({ clock }) => clock)).toEqual([7]);
    expect((await reopened.readFeed({ from: 0, limit: 9 })).map(({ cartId }) => cartId)).toEqual([
      'kitchen',
      'ward',
    ]);
    await reopened.close();
  });
});

describe('what cannot be read back is an error, never a shorter cart', () => {
  const stored = async () => {
    const directory = await temporaryDirectory();
    const log = await LmdbUpdateLog.open(directory);
    await log.append([entry('kitchen', 0), entry('kitchen', 1), entry('ward', 0)]);
    await log.append([entry('kitchen', 2)]);
    await log.close();
    return directory;
  };
  const expectUnreadable = async (directory: string, left: readonly number[]) => {
    const log = await LmdbUpdateLog.open(directory);
    await expect(log.read('kitchen' as CartId)).rejects.toBeInstanceOf(LogUnreadable);
    await expect(log.readFeed({ from: 0, limit: 9, cartId: 'kitchen' as CartId })).rejects.toThrow(
      LogUnreadable,
    );
    await expect(log.readFeed({ from: 0, limit: 9 })).rejects.toThrow(LogUnreadable);
    expect(await log.read('ward' as CartId)).toHaveLength(1);
    const { records, damage } = await log.salvage('kitchen' as CartId);
    expect(records.map(({ clock }) => clock)).toEqual(left);
    expect(damage).toHaveLength(1);
    await log.append([entry('kitchen', 3), entry('ward', 1)]);
    expect(await log.read('ward' as CartId)).toHaveLength(2);
    await expect(log.read('kitchen' as CartId)).rejects.toBeInstanceOf(LogUnreadable);
    await log.close();
  };

  test('a chunk that is something else', async () => {
    const directory = await stored();
    await tamper(directory, 'chunks', ['kitchen', 3], Buffer.from('not what was written'));
    const log = await LmdbUpdateLog.open(directory);
    await expect(log.read('kitchen' as CartId)).rejects.toBeInstanceOf(LogUnreadable);
    expect((await log.salvage('kitchen' as CartId)).records).toHaveLength(2);
    await log.close();
  });

  test('one changed byte costs one record', async () => {
    const directory = await stored();
    await tamper(directory, 'chunks', ['kitchen', 0], (chunk) => {
      chunk[chunk.length - 1] = 77;
      return chunk;
    });
    await expectUnreadable(directory, [0, 2]);
  });

  test('a missing chunk', async () => {
    const directory = await stored();
    await tamper(directory, 'chunks', ['kitchen', 0], null);
    await expectUnreadable(directory, [2]);
  });
});
