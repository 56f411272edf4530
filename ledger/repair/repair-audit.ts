import type { CartId, OpId } from '../../cart/ids.ts';
import type { Session } from '../database/database.ts';
import { postgresText } from '../database/json-for-postgres.ts';

/** Something a repair does, as `trolley.repair_audit` keeps it. */
export interface AuditEntry {
  readonly doneBy: string;
  readonly planDigest: string;
  /** `null` for what concerns the whole plan. */
  readonly cartId: CartId | null;
  readonly action: string;
  readonly opIds: readonly OpId[];
}

export type AuditOutcome = 'begun' | 'done' | 'asked' | 'refused';

/** Writes it down; in a session that is a transaction, together with what is done there. */
export async function audit(
  session: Session,
  { doneBy, planDigest, cartId, action, opIds }: AuditEntry,
  outcome: AuditOutcome,
  detail: string,
): Promise<void> {
  await session.query(
    `insert into trolley.repair_audit (done_by, plan_digest, cart_id, action, op_ids, outcome, detail)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [doneBy, planDigest, cartId, action, opIds, outcome, postgresText(detail)],
  );
}

/** Whether this plan was ever begun. */
export async function hasBegun(session: Session, planDigest: string): Promise<boolean> {
  const rows = await session.query('select 1 from trolley.repair_audit where plan_digest = $1 limit 1', [
    planDigest,
  ]);
  return rows.length > 0;
}
