import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { open } from 'lmdb';
import { describe, expect, test } from 'vitest';
import type { CartId, OpId } from '../cart/ids.ts';
import { LmdbUpdateLog } from './lmdb-update-log.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';
import { describeUpdateLog } from './update-log.contract.ts';
import { LogUnopenable, LogUnreadable, type LogEntry } from './update-log.ts';

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
async function tamper(directory: string, database: string, key: string | unknown[], value: Buffer | null) {
  const root = open({ path: join(directory, 'log'), overlappingSync: false });
  const db = root.openDB<Buffer, string>(database, { encoding: 'binary' });
  await (value ? db.put(key as string, value) : db.remove(key as string));
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

  test('the lock of a process that is gone is taken over', async () => {
    const directory = await temporaryDirectory();
    for (const left of ['{"pid":999999999,"startedAt":"1"}', `{"pid":${process.pid},"startedAt":"1"}`, '']) {
      await writeFile(join(directory, 'lock'), left);
      await (await LmdbUpdateLog.open(directory)).close();
    }
  });

  test('a log of a later format is refused', async () => {
    const directory = await temporaryDirectory();
    await (await LmdbUpdateLog.open(directory)).close();
    await tamper(directory, 'meta', 'format', Buffer.of(2));
    await expect(LmdbUpdateLog.open(directory)).rejects.toThrow(/format 2; this version reads format 1/);
  });

  test('a place that cannot hold a log is named in the error', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'file'), '');
    const opening = LmdbUpdateLog.open(join(directory, 'file'));
    await expect(opening).rejects.toBeInstanceOf(LogUnopenable);
    await expect(opening).rejects.toThrow(join(directory, 'file'));
  });
});

describe('what cannot be read back is an error, never a shorter cart', () => {
  const stored = async () => {
    const directory = await temporaryDirectory();
    const log = await LmdbUpdateLog.open(directory);
    await log.append([entry('kitchen', 0), entry('kitchen', 1), entry('ward', 0)]);
    await log.close();
    return directory;
  };
  const expectUnreadable = async (directory: string) => {
    const log = await LmdbUpdateLog.open(directory);
    await expect(log.read('kitchen' as CartId)).rejects.toBeInstanceOf(LogUnreadable);
    expect(await log.read('ward' as CartId)).toHaveLength(1);
    await log.close();
  };

  test('a changed record', async () => {
    const directory = await stored();
    await tamper(directory, 'records', ['kitchen', 1], Buffer.from('not what was written'));
    await expectUnreadable(directory);
  });

  test('a missing record', async () => {
    const directory = await stored();
    await tamper(directory, 'records', ['kitchen', 0], null);
    await expectUnreadable(directory);
  });
});
