import type { CartId } from '../../cart/ids.ts';
import type { SnapshotValue } from '../../protocol/admin/carts.ts';
import type { Session } from '../database/database.ts';

/** The latest that are read. */
const MAX_VALUES = 20_000;

/** What a cart, or every cart, was worth at each snapshot; the oldest first. */
export async function readValues(session: Session, cartId: CartId | null): Promise<readonly SnapshotValue[]> {
  const rows = await session.query<{ id: CartId; at: Date } & Pick<SnapshotValue, 'units' | 'totals'>>(
    `select cart_id as id, taken_at as at, effective->'units' as units, effective->'totals' as totals
     from trolley.snapshot where $1::text is null or cart_id = $1
     order by taken_at desc, snapshot_id desc limit ${MAX_VALUES}`,
    [cartId],
  );
  return rows
    .map(({ id, at, units, totals }) => ({ cartId: id, takenAt: at.getTime(), units, totals }))
    .reverse();
}
