import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { addLine } from '../../../cart/commands.ts';
import type { CartId, OpId, UserId } from '../../../cart/ids.ts';
import { Replica } from '../../../cart/replica.ts';
import type { RelaySource } from '../../../ledger/sources/relay-source.ts';
import { readLedgerUpdate } from '../../../protocol/ledger-update.ts';

/** A person adds some things to a cart, in a session of their own; gives the operations. */
export async function shopAt(relay: RelaySource, cartId: CartId, count: number): Promise<readonly OpId[]> {
  const doc = new Y.Doc();
  const replica = new Replica(doc, { user: 'ana' as UserId, clock: Date.now, randomBytes });
  for (let n = 0; n < count; n += 1) {
    const product = { id: `p${n}`, name: `Product ${n}` };
    replica.perform(addLine(replica.fold, product, { amount: 100 + n, currency: 'EUR' }, 1));
  }
  const written = readLedgerUpdate(Y.encodeStateAsUpdate(doc));
  if (written.status === 'malformed') throw new Error(written.reason);
  const { refusal } = await relay.send(cartId, written.structs);
  if (refusal !== null) throw new Error(refusal);
  return [...replica.fold.ops.keys()];
}
