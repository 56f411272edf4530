import * as Y from 'yjs';
import type { CartId, OpId } from '../../cart/ids.ts';
import { OPS } from '../../cart/replica.ts';
import { readLedgerUpdate } from '../../protocol/ledger-update.ts';
import type { StructPlace } from '../copies/cart-copy.ts';
import type { Database } from '../database/database.ts';
import { readOps } from '../database/op-rows.ts';
import { storedOp } from '../database/stored-op.ts';

/** One operation as a relay's log keeps it. */
export interface RestoredStruct extends StructPlace {
  readonly id: OpId;
}

/** A cart as a relay can take it up again. */
export interface RestoredCart {
  readonly cartId: CartId;
  /** In the order of each Yjs client's clocks, none left out. */
  readonly structs: readonly RestoredStruct[];
  /** Not as they were written: left out. */
  readonly damaged: readonly OpId[];
  /** Behind one that is missing or damaged, where no relay could take them: left out. */
  readonly behindGap: readonly OpId[];
}

/**
 * A cart's operations from the database alone, with the bytes and places they had on the relay.
 *
 * What is left out is not lost where a desktop still has it: it hands it in when it connects.
 */
export async function restoreCart(database: Database, cartId: CartId): Promise<RestoredCart> {
  const structs: RestoredStruct[] = [];
  const damaged: OpId[] = [];
  const doc = new Y.Doc();
  for await (const row of readOps(database, cartId)) {
    const stored = storedOp(row);
    const { id, op } = stored;
    if (stored.status === 'whole') structs.push({ id, ...stored.place });
    // Known as JSON only, so no desktop has it either: it becomes the work of a new Yjs client.
    else if (stored.status === 'json' && row.struct === null) doc.getMap(OPS).set(id, op);
    else damaged.push(id);
  }
  const made = readLedgerUpdate(Y.encodeStateAsUpdate(doc));
  if (made.status === 'malformed') throw new Error(made.reason);
  structs.push(
    ...made.structs.map(({ key, client, clock, bytes }) => ({ id: key as OpId, client, clock, bytes })),
  );
  structs.sort((a, b) => a.client - b.client || a.clock - b.clock);
  const next = new Map<number, number>();
  const behindGap: OpId[] = [];
  const gapless = structs.filter(({ id, client, clock }) => {
    const isNext = clock === (next.get(client) ?? 0);
    if (isNext) next.set(client, clock + 1);
    else behindGap.push(id);
    return isNext;
  });
  return { cartId, structs: gapless, damaged, behindGap };
}
