import { crc32 } from 'node:zlib';
import type { Database } from 'lmdb';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { isOpId, type CartId } from '../../cart/ids.ts';
import type { LogEnvironment } from './log-environment.ts';
import type { LogRecord } from './update-log.ts';

/** In the first format: cart, and the record's place in it from 0. */
export type RecordKey = [cartId: CartId, index: number];

/** In the first format each record was an entry of its own. */
export const openRecords = ({ root }: LogEnvironment): Database<Buffer, RecordKey> =>
  root.openDB<Buffer, RecordKey>('records', { encoding: 'binary' });

/**
 * A record as the first format has it: `uint32 checksum, varuint client, varuint clock, varuint storedAt,
 * varstring opId, varuint8array struct`. The checksum is CRC-32 of all that follows it.
 */
export function encodeRecord1({ client, clock, storedAt, opId, bytes }: LogRecord): Buffer {
  const encoder = encoding.createEncoder();
  encoding.writeUint32(encoder, 0);
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarUint(encoder, storedAt);
  encoding.writeVarString(encoder, opId);
  encoding.writeVarUint8Array(encoder, bytes);
  const record = Buffer.from(encoding.toUint8Array(encoder));
  record.writeUInt32LE(crc32(record.subarray(4)), 0);
  return record;
}

/** Throws an Error on bytes that are not what was written. */
export function decodeRecord1(stored: Uint8Array): LogRecord {
  const decoder = decoding.createDecoder(stored);
  const checksum = decoding.readUint32(decoder);
  if (checksum !== crc32(stored.subarray(4))) throw new Error('the checksum does not match');
  const client = decoding.readVarUint(decoder);
  const clock = decoding.readVarUint(decoder);
  const storedAt = decoding.readVarUint(decoder);
  const opId = decoding.readVarString(decoder);
  if (!isOpId(opId)) throw new Error('not an operation id');
  return { client, clock, storedAt, opId, bytes: decoding.readVarUint8Array(decoder) };
}
