import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CartId, OpId } from '../../cart/ids.ts';
import {
  CHUNK_HEADER,
  chunkRecordBytes,
  encodeUnreadableChunk,
  joinChunks,
  readChunk,
  writeChunkHeader,
  writeChunkRecord,
} from './log-chunk.ts';
import { decodeFeed, encodeFeed } from './log-feed.ts';
import type { LogRecord, StoredRecord } from './update-log.ts';

const record = fc.record({
  client: fc.integer({ min: 0, max: 0xffff_ffff }),
  clock: fc.maxSafeNat(),
  storedAt: fc.maxSafeNat(),
  opId: fc.integer({ min: 1, max: 999 }).map((n) => `0123456789abcdef.${n}` as OpId),
  bytes: fc.uint8Array({ maxLength: 100 }),
});
const records = fc.array(record, { minLength: 1, maxLength: 5 });

function encode(index: number, content: readonly LogRecord[], first: number): Buffer {
  const chunk = Buffer.alloc(content.reduce((sum, one) => sum + chunkRecordBytes(one), CHUNK_HEADER));
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
  let at = CHUNK_HEADER;
  for (const [i, one] of content.entries()) at = writeChunkRecord(chunk, view, at, one, first + i);
  writeChunkHeader(chunk, 0, { index, count: content.length });
  return chunk;
}

const stored = (content: readonly LogRecord[], first: number): StoredRecord[] =>
  content.map((one, i) => ({ ...one, bytes: Buffer.from(one.bytes), position: first + i }));

describe('a chunk', () => {
  test('reads as it was written', () => {
    fc.assert(
      fc.property(records, fc.nat(), fc.nat({ max: 2 ** 50 }), (content, index, first) => {
        const reading = readChunk(encode(index, content, first));
        expect(reading).toEqual({
          index,
          count: content.length,
          records: stored(content, first),
          damage: [],
        });
      }),
    );
  });

  test('with any bit changed says so, and gives no record that was not written', () => {
    fc.assert(
      fc.property(records, fc.nat(), fc.integer({ min: 0, max: 7 }), (content, at, bit) => {
        const chunk = encode(3, content, 9);
        const index = at % chunk.length;
        chunk[index] = (chunk[index] ?? 0) ^ (1 << bit);
        const reading = readChunk(chunk);
        expect(reading.damage).not.toEqual([]);
        const written = stored(content, 9);
        for (const one of reading.records) expect(written).toContainEqual(one);
      }),
    );
  });

  test('that was cut short says so, and gives what came before', () => {
    fc.assert(
      fc.property(records, fc.nat(), (content, at) => {
        const chunk = encode(0, content, 0);
        const length = at % chunk.length;
        const { damage, records: left } = readChunk(chunk.subarray(0, length));
        expect(damage).not.toEqual([]);
        expect(left).toEqual(stored(content, 0).slice(0, left.length));
      }),
    );
  });

  test('with a changed byte in one record keeps the others', () => {
    const [a, b, c] = fc.sample(record, { numRuns: 3, seed: 1 }) as [LogRecord, LogRecord, LogRecord];
    const chunk = encode(0, [a, b, c], 0);
    const second = CHUNK_HEADER + chunkRecordBytes(a);
    chunk[second + 10] = (chunk[second + 10] ?? 0) ^ 1;
    const { records: left, damage } = readChunk(chunk);
    expect(left.map(({ position }) => position)).toEqual([0, 2]);
    expect(damage).toHaveLength(1);
  });

  test('joined with the next holds the records of both', () => {
    fc.assert(
      fc.property(records, records, (one, other) => {
        const joined = joinChunks([encode(5, one, 10), encode(5 + one.length, other, 100)]);
        const expected = [...stored(one, 10), ...stored(other, 100)];
        expect(readChunk(joined)).toEqual({
          index: 5,
          count: expected.length,
          records: expected,
          damage: [],
        });
      }),
    );
  });

  test('that stands for a record that could not be read cannot be read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const reading = readChunk(encodeUnreadableChunk(4, Buffer.from(bytes)));
        expect([reading.index, reading.count, reading.records]).toEqual([4, 1, []]);
        expect(reading.damage).not.toEqual([]);
      }),
    );
  });
});

describe('an entry of the feed', () => {
  const runs = fc.array(
    fc.record({
      cartId: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/).map((id) => id as CartId),
      count: fc.integer({ min: 1, max: 0xffff_ffff }),
    }),
    { minLength: 1, maxLength: 5 },
  );

  test('reads as it was written', () => {
    fc.assert(
      fc.property(runs, (content) => {
        expect(decodeFeed(encodeFeed(content))).toEqual(content);
      }),
    );
  });

  test('with any bit changed, or cut short, is an error', () => {
    fc.assert(
      fc.property(runs, fc.nat(), fc.integer({ min: 0, max: 7 }), (content, at, bit) => {
        const feed = encodeFeed(content);
        const index = at % feed.length;
        expect(() => decodeFeed(feed.subarray(0, index))).toThrow();
        feed[index] = (feed[index] ?? 0) ^ (1 << bit);
        expect(() => decodeFeed(feed)).toThrow();
      }),
    );
  });
});
