import type { CartId, OpId } from '../../cart/ids.ts';
import { readLedgerUpdate } from '../../protocol/ledger-update.ts';
import type { Session } from './database.ts';

/** The operations in the latest snapshot of a cart: they were exported once. None before the first. */
export async function readSnapshotIds(session: Session, cartId: CartId): Promise<ReadonlySet<OpId>> {
  const [row] = await session.query<{ doc: Uint8Array }>(
    'select doc from trolley.snapshot where cart_id = $1 order by snapshot_id desc limit 1',
    [cartId],
  );
  const read = row ? readLedgerUpdate(new Uint8Array(row.doc)) : null;
  // Somebody may have changed a snapshot too; it is a witness only as long as it can be read.
  if (read?.status !== 'ledger') return new Set();
  return new Set(read.structs.map(({ key }) => key as OpId));
}
