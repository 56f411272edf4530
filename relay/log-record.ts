import { crc32 } from 'node:zlib';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { isOpId } from '../cart/ids.ts';
import type { LogRecord } from './update-log.ts';

/** Version of the layout below and of the keys it is stored under. */
export const LOG_FORMAT = 1;

/**
 * A record as bytes: `uint32 checksum, varuint client, varuint clock, varuint storedAt, varstring opId,
 * varuint8array struct`. The checksum is CRC-32 of all that follows it.
 */
export function encodeLogRecord({ client, clock, storedAt, opId, bytes }: LogRecord): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint32(encoder, 0);
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarUint(encoder, storedAt);
  encoding.writeVarString(encoder, opId);
  encoding.writeVarUint8Array(encoder, bytes);
  const record = encoding.toUint8Array(encoder);
  new DataView(record.buffer, record.byteOffset).setUint32(0, crc32(record.subarray(4)), true);
  return record;
}

/** Throws an Error on bytes that are not what was written. */
export function decodeLogRecord(stored: Uint8Array): LogRecord {
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
