import { crc32 } from 'node:zlib';
import { isOpId } from '../../cart/ids.ts';
import type { LogPosition, LogRecord, StoredRecord } from './update-log.ts';

/**
 * Some consecutive records of one cart, as one value on disk. Everything is little-endian.
 *
 * Header: `uint32 checksum, uint32 index, uint32 count`, where index is how many records of the cart come before.
 * Then each record: `uint32 length, uint32 checksum` and the body, `float64 position, float64 clock,
 * float64 storedAt, uint32 client, uint8 length of opId, opId, struct`. A checksum is the CRC-32 of what follows
 * it: of the rest of the header, or of the body. So one changed byte costs one record, and a chunk that is gone
 * shows in the index of the next.
 */
export interface ChunkReading {
  /** How many records of the cart come before; -1 if the header is damaged. */
  readonly index: number;
  /** How many records there should be; -1 if the header is damaged. */
  readonly count: number;
  readonly records: readonly StoredRecord[];
  /** What could not be read, in words. */
  readonly damage: readonly string[];
}

/** Bytes before the first record. */
export const CHUNK_HEADER = 12;
const RECORD_HEADER = 8;
const FIXED_BODY = 29;

/** How many bytes a record takes in a chunk. */
export const chunkRecordBytes = ({ opId, bytes }: LogRecord): number =>
  RECORD_HEADER + FIXED_BODY + opId.length + bytes.length;

/** Writes a record at an offset; gives where it ends. The view is of the target's bytes. */
export function writeChunkRecord(
  target: Buffer,
  view: DataView,
  at: number,
  { client, clock, opId, storedAt, bytes }: LogRecord,
  position: LogPosition,
): number {
  const body = at + RECORD_HEADER;
  view.setFloat64(body, position, true);
  view.setFloat64(body + 8, clock, true);
  view.setFloat64(body + 16, storedAt, true);
  view.setUint32(body + 24, client, true);
  target[body + 28] = opId.length;
  target.write(opId, body + FIXED_BODY, 'latin1');
  const struct = body + FIXED_BODY + opId.length;
  target.set(bytes, struct);
  const end = struct + bytes.length;
  view.setUint32(at, end - body, true);
  view.setUint32(at + 4, crc32(target.subarray(body, end)), true);
  return end;
}

export function writeChunkHeader(
  target: Buffer,
  at: number,
  { index, count }: Pick<ChunkReading, 'index' | 'count'>,
): void {
  target.writeUInt32LE(index, at + 4);
  target.writeUInt32LE(count, at + 8);
  target.writeUInt32LE(crc32(target.subarray(at + 4, at + CHUNK_HEADER)), at);
}

/** One chunk of the records of several that lie one after the other in a cart. Throws if a header is damaged. */
export function joinChunks(chunks: readonly Buffer[]): Buffer {
  const headers = chunks.map(readChunkHeader);
  const joined = Buffer.concat([Buffer.alloc(CHUNK_HEADER), ...chunks.map((c) => c.subarray(CHUNK_HEADER))]);
  const count = headers.reduce((sum, header) => sum + header.count, 0);
  writeChunkHeader(joined, 0, { index: headers[0]?.index ?? 0, count });
  return joined;
}

/** A chunk that stands for a record that could not be read, and cannot be read itself. */
export function encodeUnreadableChunk(index: number, record: Buffer): Buffer {
  const chunk = Buffer.alloc(CHUNK_HEADER + RECORD_HEADER + record.length);
  writeChunkHeader(chunk, 0, { index, count: 1 });
  chunk.writeUInt32LE(record.length, CHUNK_HEADER);
  chunk.writeUInt32LE((crc32(record) ^ 0xffff_ffff) >>> 0, CHUNK_HEADER + 4);
  chunk.set(record, CHUNK_HEADER + RECORD_HEADER);
  return chunk;
}

/** Only the header: where the chunk stands in its cart. Throws if it is damaged. */
export function readChunkHeader(chunk: Buffer): Pick<ChunkReading, 'index' | 'count'> {
  if (chunk.length < CHUNK_HEADER || chunk.readUInt32LE(0) !== crc32(chunk.subarray(4, CHUNK_HEADER))) {
    throw new Error('the checksum of a header does not match');
  }
  return { index: chunk.readUInt32LE(4), count: chunk.readUInt32LE(8) };
}

/** Reads what can be read. The records' bytes are views on the chunk. */
export function readChunk(chunk: Buffer): ChunkReading {
  const damage: string[] = [];
  let header = { index: -1, count: -1 };
  try {
    header = readChunkHeader(chunk);
  } catch (error) {
    damage.push((error as Error).message);
  }
  const records: StoredRecord[] = [];
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
  for (let at = CHUNK_HEADER; at < chunk.length;) {
    const length = at + RECORD_HEADER <= chunk.length ? view.getUint32(at, true) : 0;
    const body = at + RECORD_HEADER;
    if (length < FIXED_BODY || body + length > chunk.length) {
      damage.push(`the ${chunk.length - at} bytes from ${at} on are no records`);
      break;
    }
    at = body + length;
    if (view.getUint32(body - 4, true) === crc32(chunk.subarray(body, at))) {
      records.push(readBody(chunk, view, body, at));
    } else damage.push('the checksum of a record does not match');
  }
  if (damage.length === 0 && records.length !== header.count) {
    damage.push(`${records.length} records where ${header.count} were written`);
  }
  return { ...header, records, damage };
}

function readBody(chunk: Buffer, view: DataView, body: number, end: number): StoredRecord {
  const struct = body + FIXED_BODY + (chunk[body + 28] ?? 0);
  const opId = chunk.toString('latin1', body + FIXED_BODY, struct);
  if (!isOpId(opId)) throw new Error('a record with a valid checksum has no operation id');
  return {
    position: view.getFloat64(body, true),
    client: view.getUint32(body + 24, true),
    clock: view.getFloat64(body + 8, true),
    opId,
    storedAt: view.getFloat64(body + 16, true),
    bytes: chunk.subarray(struct, end),
  };
}
