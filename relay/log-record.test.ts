import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OpId } from '../cart/ids.ts';
import { decodeLogRecord, encodeLogRecord } from './log-record.ts';

const records = fc.record({
  client: fc.integer({ min: 0, max: 0xffff_ffff }),
  clock: fc.maxSafeNat(),
  storedAt: fc.maxSafeNat(),
  opId: fc.integer({ min: 1, max: 999 }).map((n) => `0123456789abcdef.${n}` as OpId),
  bytes: fc.uint8Array({ maxLength: 300 }),
});

test('a record reads as it was written', () => {
  fc.assert(
    fc.property(records, (record) => {
      expect(decodeLogRecord(encodeLogRecord(record))).toEqual(record);
    }),
  );
});

test('a record with any bit changed, or cut short, is an error', () => {
  fc.assert(
    fc.property(records, fc.nat(), fc.integer({ min: 0, max: 7 }), (record, at, bit) => {
      const stored = encodeLogRecord(record);
      const index = at % stored.length;
      expect(() => decodeLogRecord(stored.subarray(0, index))).toThrow();
      stored[index] = (stored[index] ?? 0) ^ (1 << bit);
      expect(() => decodeLogRecord(stored)).toThrow();
    }),
  );
});
