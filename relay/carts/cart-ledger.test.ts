import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { isOpId, type CartId } from '../../cart/ids.ts';
import { readLedgerUpdate } from '../../protocol/ledger-update.ts';
import { CartLedger } from './cart-ledger.ts';
import { MemoryUpdateLog } from '../testing/memory-update-log.ts';
import { OpWriter } from '../testing/op-writer.ts';
import { LogUnreadable, type LogRecord } from '../log/update-log.ts';

const kitchen = 'kitchen' as CartId;
const FIRST_CLIENT = 1_000;

/** The operations of an update, as the log would have them. */
function recordsOf(update: Uint8Array): LogRecord[] {
  const read = readLedgerUpdate(update);
  if (read.status === 'malformed') throw new Error(read.reason);
  return read.structs.map(({ client, clock, key, bytes }) => {
    if (!isOpId(key)) throw new Error(key);
    return { client, clock, opId: key, storedAt: 5, bytes };
  });
}

/** Stores the records at once. */
function store(ledger: CartLedger, records: readonly LogRecord[]): void {
  for (const record of records) ledger.reserve(record);
  ledger.settle(records);
}

/** Several clients' operations in an order in which each client's own come one after the other. */
const histories = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 }).map((turns) => {
  const writers = [0, 1, 2, 3].map((i) => new OpWriter(FIRST_CLIENT + i));
  const updates = turns.map((turn) => (writers[turn] as OpWriter).next({ qty: 1 + turn }));
  return { updates, records: updates.flatMap(recordsOf) };
});

describe('what a joiner is given', () => {
  test('is, to Yjs, what the updates it was made from are', () => {
    fc.assert(
      fc.property(histories, ({ updates, records }) => {
        const ledger = new CartLedger(kitchen);
        store(ledger, records);
        const [joined, original] = [new Y.Doc(), new Y.Doc()];
        Y.applyUpdate(joined, ledger.snapshot);
        for (const update of updates) Y.applyUpdate(original, update);
        expect(joined.getMap('ops').toJSON()).toEqual(original.getMap('ops').toJSON());
        expect(joined.store.pendingStructs).toBeNull();
        expect(Y.encodeStateAsUpdate(joined)).toEqual(Y.encodeStateAsUpdate(original));
        expect(Y.decodeStateVector(ledger.stateVector)).toEqual(
          Y.decodeStateVector(Y.encodeStateVector(original)),
        );
      }),
    );
  });

  test('is only what it lacks', () => {
    fc.assert(
      fc.property(histories, fc.nat(60), ({ updates, records }, have) => {
        const ledger = new CartLedger(kitchen);
        store(ledger, records);
        const joiner = new Y.Doc();
        for (const update of updates.slice(0, have)) Y.applyUpdate(joiner, update);
        const difference = ledger.differenceFrom(Y.decodeStateVector(Y.encodeStateVector(joiner)));
        expect(recordsOf(difference)).toHaveLength(Math.max(0, updates.length - have));
        Y.applyUpdate(joiner, difference);
        expect(joiner.getMap('ops').size).toBe(updates.length);
      }),
    );
  });

  test('is the same bytes for all until something is added', () => {
    const ledger = new CartLedger(kitchen);
    const ana = new OpWriter(7);
    store(ledger, recordsOf(ana.next()));
    const first = ledger.snapshot;
    const copy = first.slice();
    expect(ledger.snapshot).toBe(first);
    store(ledger, recordsOf(ana.next()));
    expect(ledger.snapshot).not.toBe(first);
    expect(first).toEqual(copy);
  });

  test('does not trust a state vector that claims more than there is', () => {
    const ledger = new CartLedger(kitchen);
    store(ledger, recordsOf(new OpWriter(7).next()));
    expect(
      recordsOf(
        ledger.differenceFrom(
          new Map([
            [7, 2 ** 40],
            [8, 5],
          ]),
        ),
      ),
    ).toEqual([]);
  });
});

describe('operations in flight', () => {
  const inFlight = () => {
    const ledger = new CartLedger(kitchen);
    const ana = new OpWriter(7);
    const [first, second, third] = [1, 2, 3].flatMap(() => recordsOf(ana.next())) as [
      LogRecord,
      LogRecord,
      LogRecord,
    ];
    store(ledger, [first]);
    ledger.reserve(second);
    ledger.reserve(third);
    return { ledger, first, second, third };
  };

  test('count for what comes next, and for nothing else', () => {
    const { ledger, second } = inFlight();
    expect(ledger.nextClock(7)).toBe(3);
    expect(ledger.hasOpId(second.opId)).toBe(true);
    expect(ledger.structAt(7, 1)).toEqual(second.bytes);
    expect(ledger.size).toBe(1);
    expect(recordsOf(ledger.snapshot)).toHaveLength(1);
    expect(Y.decodeStateVector(ledger.stateVector)).toEqual(new Map([[7, 1]]));
  });

  test('become durable in part', () => {
    const { ledger, second } = inFlight();
    ledger.settle([second]);
    expect([ledger.size, ledger.nextClock(7), ledger.hasInFlight]).toEqual([2, 3, true]);
  });

  test('leave nothing behind when they are rolled back', () => {
    const { ledger, first, second } = inFlight();
    ledger.rollBack();
    expect([ledger.size, ledger.nextClock(7), ledger.hasInFlight]).toEqual([1, 1, false]);
    expect([ledger.hasOpId(first.opId), ledger.hasOpId(second.opId)]).toEqual([true, false]);
    store(ledger, [second]);
    expect(ledger.size).toBe(2);
  });

  test('out of order are a bug, and said so', () => {
    const { ledger, third, second } = inFlight();
    expect(() => ledger.reserve(second)).toThrow('out of order');
    expect(() => ledger.settle([third])).toThrow('out of order');
  });
});

describe('loading', () => {
  const ana = new OpWriter(7);
  const [first, second] = [1, 2].flatMap(() => recordsOf(ana.next())) as [LogRecord, LogRecord];
  const load = async (...records: LogRecord[]) => {
    const log = new MemoryUpdateLog();
    await log.append(records.map((record) => ({ cartId: kitchen, record })));
    return CartLedger.load(kitchen, log);
  };

  test('gives back what was stored', async () => {
    const ledger = await load(first, second);
    expect([ledger.size, ledger.nextClock(7), ledger.updatedAt]).toEqual([2, 2, 5]);
  });

  test('passes over what was stored twice, as after an append that only seemed to fail', async () => {
    const ledger = await load(first, second, first, second);
    expect([ledger.size, ledger.nextClock(7)]).toEqual([2, 2]);
  });

  test.each([
    ['two operations at one clock', [first, { ...second, clock: first.clock }]],
    ['a gap', [second]],
    ['one operation id for two operations', [first, { ...second, opId: first.opId }]],
  ])('refuses %s', async (_, records) => {
    await expect(load(...records)).rejects.toBeInstanceOf(LogUnreadable);
  });
});
