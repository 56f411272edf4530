import type { CartId } from '../../cart/ids.ts';
import { CHUNK_HEADER, chunkRecordBytes, writeChunkHeader, writeChunkRecord } from './log-chunk.ts';
import { encodeFeed } from './log-feed.ts';
import type { LogEnvironment, LogWrite } from './log-environment.ts';
import type { LogEntry, LogPosition, LogRecord } from './update-log.ts';

/** Appends up to this size are encoded in memory that is used again. */
const SCRATCH_BYTES = 1024 * 1024;

/** The records of one cart in an append, encoded but for the header. */
interface Piece {
  readonly cartId: CartId;
  readonly first: LogPosition;
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** An append as bytes. They are overwritten by the next. */
export class EncodedAppend {
  /** Positions that it takes. */
  readonly count: number;
  readonly #target: Buffer;
  readonly #pieces: readonly Piece[];

  constructor(target: Buffer, pieces: readonly Piece[], count: number) {
    this.#target = target;
    this.#pieces = pieces;
    this.count = count;
  }

  /** What has to be written, given how many records each cart has before it takes so many more. */
  writes({ chunks, feed }: LogEnvironment, take: (cartId: CartId, count: number) => number): LogWrite[] {
    const writes: LogWrite[] = [];
    for (const { cartId, first, count, start, end } of this.#pieces) {
      writeChunkHeader(this.#target, start, { index: take(cartId, count), count });
      writes.push({ db: chunks, key: [cartId, first], value: this.#target.subarray(start, end) });
    }
    const first = this.#pieces[0]?.first ?? 0;
    writes.push({ db: feed, key: first, value: encodeFeed(this.#pieces) });
    return writes;
  }
}

/** Makes bytes of appends: one buffer for each, however many records and carts. */
export class AppendEncoder {
  #scratch: Buffer | null = null;

  encode(entries: readonly LogEntry[], head: LogPosition): EncodedAppend {
    const carts = new Map<CartId, LogRecord[]>();
    let size = 0;
    for (const { cartId, record } of entries) {
      size += chunkRecordBytes(record);
      const records = carts.get(cartId);
      if (records) records.push(record);
      else carts.set(cartId, [record]);
    }
    const target = this.#allocate(size + carts.size * CHUNK_HEADER);
    const view = new DataView(target.buffer, target.byteOffset, target.length);
    const pieces: Piece[] = [];
    let position = head;
    let at = 0;
    for (const [cartId, records] of carts) {
      const piece = { cartId, first: position, count: records.length, start: at };
      at += CHUNK_HEADER;
      for (const record of records) at = writeChunkRecord(target, view, at, record, position++);
      pieces.push({ ...piece, end: at });
    }
    return new EncodedAppend(target, pieces, entries.length);
  }

  /** Something may still be reading the memory that was used last. */
  forget(): void {
    this.#scratch = null;
  }

  #allocate(size: number): Buffer {
    if (size > SCRATCH_BYTES) return Buffer.allocUnsafeSlow(size);
    return (this.#scratch ??= Buffer.allocUnsafeSlow(SCRATCH_BYTES));
  }
}
