import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { createSid, opId, type UserId } from '../../../cart/ids.ts';
import type { Op } from '../../../cart/op.ts';
import { OPS } from '../../../cart/replica.ts';
import { readLedgerUpdate } from '../../../protocol/ledger-update.ts';

/** What one client writes, encoded before the clock runs. */
export interface WrittenUpdates {
  readonly client: number;
  /** What it has before the measurement begins: its keys, or lines, once each. */
  readonly first: Uint8Array;
  /** Structs in it, and so the clock of the first of `rest`. */
  readonly firstClock: number;
  /** Length of each of them, if they are all alike. */
  readonly firstStructBytes: number | null;
  /** One change each, of one struct. */
  readonly rest: readonly Uint8Array[];
  /** Length of each struct of `rest`, if they are all alike. */
  readonly structBytes: number | null;
}

/** Keys, or lines, that each client writes to in turn. */
const KEYS = 20;
/** Digits of the largest operation number there may be, and of the lines that are stepped up. */
const NUMBER_DIGITS = 6;
const LINE_DIGITS = String(KEYS).length;

/** No structs and no deletes. */
const EMPTY_UPDATE = Uint8Array.of(0, 0);

/** Sets of 20 keys of its own in a `Y.Map` that all clients share. */
export function writeMap(count: number): WrittenUpdates {
  const doc = new Y.Doc();
  const map = doc.getMap('cart');
  const set = (n: number) => map.set(`${doc.clientID}-${n % KEYS}`, n);
  doc.transact(() => {
    for (let n = 0; n < KEYS; n += 1) set(n);
  });
  return { ...record(doc, count, (n) => set(KEYS + n)), firstStructBytes: null, structBytes: null };
}

/** Adds 20 lines, then steps them up. */
export function writeLedger(count: number): WrittenUpdates {
  const doc = new Y.Doc();
  const ops = doc.getMap<Op>(OPS);
  const sid = createSid(randomBytes);
  doc.transact(() => {
    for (let n = 1; n <= KEYS; n += 1) ops.set(opId(sid, n), addOf(n));
  });
  const step = (index: number) => {
    const n = KEYS + 1 + index;
    const line = (index % KEYS) + 1;
    const digits = NUMBER_DIGITS + LINE_DIGITS - String(n).length - String(line).length;
    ops.set(opId(sid, n), { kind: 'inc', ...stampOf(n, digits), line: opId(sid, line), delta: 1 });
  };
  const updates = record(doc, count, step);
  return {
    ...updates,
    firstStructBytes: commonLength([updates.first]),
    structBytes: commonLength(updates.rest),
  };
}

/**
 * Adds lines, and nothing before it is measured. As a `Y.Map` of plain JSON it is what any server takes, so all of
 * them can be given the very same cart.
 */
export function writeAdds(count: number): WrittenUpdates {
  const doc = new Y.Doc();
  const ops = doc.getMap<Op>(OPS);
  const sid = createSid(randomBytes);
  const rest: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => rest.push(update));
  for (let n = 1; n <= count; n += 1) ops.set(opId(sid, n), addOf(n));
  const structBytes = commonLength(rest);
  return {
    ...{ client: doc.clientID, first: EMPTY_UPDATE, firstClock: 0, firstStructBytes: null },
    ...{ rest, structBytes },
  };
}

function addOf(n: number): Op {
  const number = String(n).padStart(NUMBER_DIGITS, '0');
  return {
    kind: 'add',
    ...stampOf(n, NUMBER_DIGITS - String(n).length),
    product: { id: `sku-${number}`, name: `Product number ${number}` },
    // As long in bytes for every line.
    price: { amount: 1000 + (n % 7000), currency: 'EUR' },
    qty: 1,
  };
}

/**
 * Operations are numbered from 1, so their ids become longer; their author's name becomes shorter by as much. So
 * operations of one kind are all of one length, and can be counted without being read.
 */
const stampOf = (n: number, digits: number) => ({
  at: `${String(n).padStart(15, '0')}-00000`,
  by: `writer${'-'.repeat(digits)}` as UserId,
});

function record(
  doc: Y.Doc,
  count: number,
  write: (n: number) => unknown,
): Pick<WrittenUpdates, 'client' | 'first' | 'firstClock' | 'rest'> {
  const first = Y.encodeStateAsUpdate(doc);
  const rest: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => rest.push(update));
  for (let n = 0; n < count; n += 1) write(n);
  return { client: doc.clientID, first, firstClock: KEYS, rest };
}

function commonLength(updates: readonly Uint8Array[]): number {
  const lengths = new Set(
    updates.flatMap((update) => {
      const read = readLedgerUpdate(update);
      if (read.status === 'malformed') throw new Error(read.reason);
      return read.structs.map(({ bytes }) => bytes.length);
    }),
  );
  const [length] = lengths;
  if (length === undefined || lengths.size > 1) throw new Error('operations of several lengths');
  return length;
}
