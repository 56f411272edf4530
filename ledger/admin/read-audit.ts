import type { AuditRow } from '../../protocol/admin/jobs.ts';
import type { Session } from '../database/database.ts';

const MAX_ROWS = 1_000;

/** The latest actions of repairs, the newest first. */
export async function readAudit(session: Session): Promise<readonly AuditRow[]> {
  const rows = await session.query<{ moment: Date } & Omit<AuditRow, 'at'>>(
    `select audit_id as "auditId", at as moment, done_by as "doneBy", plan_digest as "planDigest",
            cart_id as "cartId", action, op_ids as "opIds", outcome, detail
     from trolley.repair_audit order by audit_id desc limit ${MAX_ROWS}`,
  );
  return rows.map(({ moment, ...row }) => ({ ...row, at: moment.getTime() }));
}
