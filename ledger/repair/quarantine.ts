import type { CartId, OpId } from '../../cart/ids.ts';
import type { CartCopy } from '../copies/cart-copy.ts';
import type { Session } from '../database/database.ts';
import { postgresJson } from '../database/json-for-postgres.ts';

/** Keeps the database's and the relay's version of an operation, once for each plan. */
export async function quarantine(
  session: Session,
  id: OpId,
  relay: CartCopy,
  planDigest: string,
): Promise<void> {
  await session.query(
    `insert into trolley.op_quarantine (plan_digest, cart_id, op_id, source, body, hash, struct)
     select $1, o.cart_id, o.op_id, 'db', o.body, o.hash, o.struct from trolley.op o
     where o.cart_id = $2 and o.op_id = $3
     on conflict do nothing`,
    [planDigest, relay.cartId, id],
  );
  const ours = relay.ops.get(id);
  if (!ours) return;
  await session.query(
    `insert into trolley.op_quarantine (plan_digest, cart_id, op_id, source, body, hash, struct)
     values ($1, $2, $3, 'relay', $4::jsonb, decode($5, 'hex'), $6)
     on conflict do nothing`,
    [planDigest, relay.cartId, id, postgresJson(ours.op), ours.hash, ours.place?.bytes ?? null],
  );
}

/** Takes a row out of `op` that is in quarantine under this plan as it is; others stay. */
export const withdraw = (session: Session, cartId: CartId, id: OpId, planDigest: string): Promise<unknown> =>
  session.query('select trolley.withdraw_op($1, $2, $3)', [planDigest, cartId, id]);
