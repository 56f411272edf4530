import { join } from 'node:path';
import { reasonOf } from '../../cart/result.ts';
import type { CartId } from '../../cart/ids.ts';
import { lockData, removeLock } from './data-lock.ts';
import { FileSpace } from './file-space.ts';
import {
  clearDatabase,
  commitWrites,
  LOG_FORMAT,
  openEnvironment,
  type LogEnvironment,
  type LogWrite,
} from './log-environment.ts';
import { encodeRecord1, openRecords } from './log-format-1.ts';
import { readFormat } from './log-meta.ts';
import { listStoredCarts, readCart, readHead } from './log-reader.ts';
import { LogUnopenable, LogUnreadable, type LogPosition, type StoredRecord } from './update-log.ts';

const BATCH_RECORDS = 1_000;

/**
 * Turns a log back into one of the first format, so that a version that knows no other can open it.
 *
 * Interrupted before its last commit, the log is still of this format; doing it again finishes it. Positions and
 * the log's name are not kept, for the first format has none. Rejects with `LogUnreadable` when a cart is damaged
 * and with `LogUnopenable` when there is nothing to turn back. Gives how many carts and operations were written.
 */
export async function downgradeLog(
  dataDir: string,
): Promise<{ readonly carts: number; readonly ops: number }> {
  lockData(dataDir);
  try {
    const environment = openEnvironment(join(dataDir, 'log'));
    const space = FileSpace.open(join(dataDir, 'log', 'data.mdb'));
    try {
      return await downgrade(environment, space);
    } finally {
      space.close();
      await environment.root.close();
    }
  } finally {
    // Earlier versions have a file in its place.
    removeLock(dataDir);
  }
}

async function downgrade(environment: LogEnvironment, space: FileSpace) {
  const format = readFormat(environment);
  if (format !== LOG_FORMAT) throw new LogUnopenable(`the log has format ${format}, not ${LOG_FORMAT}`);
  const records = openRecords(environment);
  await clearDatabase(environment, space, records);
  const head = readHead(environment);
  const carts = listStoredCarts(environment, head);
  let ops = 0;
  for (const cartId of carts) {
    const stored = readWhole(environment, cartId, head);
    for (let start = 0; start < stored.length; start += BATCH_RECORDS) {
      const writes: LogWrite[] = stored.slice(start, start + BATCH_RECORDS).map((record, i) => {
        return { db: records, key: [cartId, start + i], value: encodeRecord1(record) };
      });
      await commitWrites(environment, space, writes);
    }
    ops += stored.length;
  }
  await commitWrites(environment, space, [{ db: environment.meta, key: 'format', value: Buffer.of(1) }]);
  for (const db of [environment.chunks, environment.feed]) await clearDatabase(environment, space, db);
  return { carts: carts.length, ops };
}

function readWhole(environment: LogEnvironment, cartId: CartId, head: LogPosition): StoredRecord[] {
  try {
    return readCart(environment, cartId, head);
  } catch (error) {
    throw new LogUnreadable(`cannot read cart ${cartId}: ${reasonOf(error)}`, { cartId, cause: error });
  }
}
