import * as Y from 'yjs';
import type { CartId, OpId } from '../../cart/ids.ts';
import { OPS } from '../../cart/replica.ts';
import { readLedgerUpdate } from '../../protocol/ledger-update.ts';
import type { StructPlace } from '../copies/cart-copy.ts';
import type { ClientSource } from '../sources/client-source.ts';
import type { Database } from '../database/database.ts';
import { readOps } from '../database/op-rows.ts';
import { storedOp } from '../database/stored-op.ts';

/**
 * Operations as a relay stores them: their own bytes, where the database or a client has kept them.
 *
 * A row that never had any becomes the work of a new Yjs client. What only a client's JSON shows is left out:
 * that client has the bytes and hands them in when it connects, and under two Yjs clients they would conflict.
 */
export async function structsToSend(
  cartId: CartId,
  ids: readonly OpId[],
  { database, clients }: { readonly database: Database; readonly clients: readonly ClientSource[] },
): Promise<readonly StructPlace[]> {
  const structs = new Map<OpId, StructPlace>();
  const doc = new Y.Doc();
  for (const client of clients) {
    const copy = await client.readCart(cartId);
    for (const id of ids) {
      const place = copy?.ops.get(id)?.place;
      if (place) structs.set(id, place);
    }
  }
  for await (const row of readOps(database, cartId, ids)) {
    const stored = storedOp(row);
    if (stored.status === 'whole') structs.set(row.id, stored.place);
    else if (stored.isFree && !structs.has(row.id)) doc.getMap(OPS).set(row.id, stored.op);
  }
  const made = readLedgerUpdate(Y.encodeStateAsUpdate(doc));
  if (made.status === 'malformed') throw new Error(made.reason);
  return [...structs.values(), ...made.structs];
}
