import { isCartId, type CartId } from '../../cart/ids.ts';
import type { DatabaseCartFigures } from '../../protocol/admin/carts.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import type { Session } from '../database/database.ts';

/** What the database says of all carts without their operations being read. */
export interface DatabaseCarts {
  /** `null` for a cart with operations whose export never came to its end. */
  readonly carts: ReadonlyMap<CartId, DatabaseCartFigures | null>;
  readonly verdicts: ReadonlyMap<CartId, Verdict>;
  /** When the latest reconciling ended, milliseconds since 1970; `null` before the first. */
  readonly reconciledAt: number | null;
}

export const noDatabaseCarts: DatabaseCarts = { carts: new Map(), verdicts: new Map(), reconciledAt: null };

/** Carts under names that none can have are left out: reconciling says what is the matter with them. */
export async function readDatabaseCarts(session: Session): Promise<DatabaseCarts> {
  const exports = await session.query<{ id: string; ops: number; at: Date }>(
    'select cart_id as id, op_count as ops, exported_at as at from trolley.cart_export',
  );
  const carts = new Map<CartId, DatabaseCartFigures | null>();
  for (const id of await cartsWithOps(session)) if (isCartId(id)) carts.set(id, null);
  for (const { id, ops, at } of exports) if (isCartId(id)) carts.set(id, { ops, exportedAt: at.getTime() });
  const verdicts = await session.query<{ id: CartId; verdict: Verdict }>(
    'select cart_id as id, verdict from trolley.cart_verdict',
  );
  const [latest] = await session.query<{ at: Date | null }>(
    'select max(finished_at) as at from trolley.reconcile_run',
  );
  return {
    carts,
    verdicts: new Map(verdicts.map(({ id, verdict }) => [id, verdict])),
    reconciledAt: latest?.at?.getTime() ?? null,
  };
}

/** Goes from cart to cart along the primary key: far fewer steps than there are operations. */
async function cartsWithOps(session: Session): Promise<readonly string[]> {
  const rows = await session.query<{ id: string }>(
    `with recursive carts(id) as (
       (select cart_id from trolley.op order by cart_id limit 1)
       union all
       select (select o.cart_id from trolley.op o where o.cart_id > carts.id order by o.cart_id limit 1)
       from carts where carts.id is not null
     )
     select id from carts where id is not null`,
  );
  return rows.map(({ id }) => id);
}
