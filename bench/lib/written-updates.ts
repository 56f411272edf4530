import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { createSid, opId, type UserId } from '../../cart/ids.ts';
import type { Op } from '../../cart/op.ts';
import { OPS } from '../../cart/replica.ts';
import { readLedgerUpdate } from '../../protocol/ledger-update.ts';

/** What one client writes, encoded before the clock runs. */
export interface WrittenUpdates {
  readonly client: number;
  /** What it has before the measurement begins: its keys, or lines, once each. */
  readonly first: Uint8Array;
  /** Clock of the first of `rest`. */
  readonly firstClock: number;
  /** One change each, of one struct. */
  readonly rest: readonly Uint8Array[];
  /** Length of each struct of `rest`, if they are all alike. */
  readonly structBytes: number | null;
}

/** Keys, or lines, that each client writes to in turn. */
const KEYS = 20;
/** Ids of one length make operations of one length, which can be counted without being read. */
const FIRST_OP = 100_000;

/** Sets of 20 keys of its own in a `Y.Map` that all clients share. */
export function writeMap(count: number): WrittenUpdates {
  const doc = new Y.Doc();
  const map = doc.getMap('cart');
  const set = (n: number) => map.set(`${doc.clientID}-${n % KEYS}`, n);
  doc.transact(() => {
    for (let n = 0; n < KEYS; n += 1) set(n);
  });
  return { ...record(doc, count, (n) => set(KEYS + n)), structBytes: null };
}

/** Adds 20 lines, then steps them up. */
export function writeLedger(count: number): WrittenUpdates {
  const doc = new Y.Doc();
  const ops = doc.getMap<Op>(OPS);
  const sid = createSid(randomBytes);
  const stamp = (n: number) => ({
    at: `${String(n).padStart(15, '0')}-00000`,
    by: 'writer' as UserId,
  });
  doc.transact(() => {
    for (let n = 0; n < KEYS; n += 1) {
      const product = { id: `sku-${n}`, name: `Product number ${n}` };
      const price = { amount: 100 + n, currency: 'EUR' as const };
      ops.set(opId(sid, FIRST_OP + n), { kind: 'add', ...stamp(n), product, price, qty: 1 });
    }
  });
  const step = (n: number) => {
    const line = opId(sid, FIRST_OP + (n % KEYS));
    const id = opId(sid, FIRST_OP + KEYS + n);
    ops.set(id, { kind: 'inc', ...stamp(KEYS + n), line, delta: 1 });
  };
  const updates = record(doc, count, step);
  return { ...updates, structBytes: commonLength(updates.rest) };
}

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
    updates.map((update) => {
      const read = readLedgerUpdate(update);
      if (read.status === 'malformed') throw new Error(read.reason);
      return read.structs[0]?.bytes.length ?? 0;
    }),
  );
  const [length] = lengths;
  if (length === undefined || lengths.size > 1) throw new Error('operations of several lengths');
  return length;
}
