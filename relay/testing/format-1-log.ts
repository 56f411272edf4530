import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { open } from 'lmdb';
import type { LogEntry } from '../log/update-log.ts';

/** A number as the varuint of lib0. */
function varUint(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push(128 | (value % 128));
  return [...bytes, value];
}

/** A record as version 0.1.0 wrote it. */
function record1({ record: { client, clock, storedAt, opId, bytes } }: LogEntry): Buffer {
  const id = Buffer.from(opId);
  const parts = [varUint(client), varUint(clock), varUint(storedAt), varUint(id.length), id];
  const body = Buffer.concat([...parts, varUint(bytes.length), bytes].map((part) => Buffer.from(part)));
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(crc32(body));
  return Buffer.concat([checksum, body]);
}

/**
 * Writes a data directory as version 0.1.0 did, in the first format of the log.
 *
 * Frozen, and on purpose not made of the product's own code: it must stay as those directories are.
 */
export async function writeFormat1(
  dataDir: string,
  entries: readonly LogEntry[],
  spoil: (record: Buffer, entry: LogEntry) => Buffer = (record) => record,
): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const options = { overlappingSync: false, eventTurnBatching: false, maxDbs: 4 };
  const root = open({ path: join(dataDir, 'log'), ...options });
  const records = root.openDB<Buffer, [string, number]>('records', { encoding: 'binary' });
  const meta = root.openDB<Buffer, string>('meta', { encoding: 'binary' });
  await meta.put('format', Buffer.of(1));
  const next = new Map<string, number>();
  await root.batch(() => {
    for (const entry of entries) {
      const index = next.get(entry.cartId) ?? 0;
      next.set(entry.cartId, index + 1);
      void records.put([entry.cartId, index], spoil(record1(entry), entry));
    }
  });
  await root.close();
}
