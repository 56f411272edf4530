import type { RunSummary } from '../../protocol/admin/jobs.ts';
import type { Session } from '../database/database.ts';

const MAX_RUNS = 200;

/** The latest runs of reconciling, the newest first. */
export async function listRuns(session: Session): Promise<readonly RunSummary[]> {
  const rows = await session.query<
    { begun: Date; finished: Date } & Omit<RunSummary, 'startedAt' | 'finishedAt'>
  >(
    `select run_id as "runId", started_at as begun, finished_at as finished, carts,
            equal_carts as "equalCarts",
            (select count(*) from trolley.reconcile_finding f where f.run_id = r.run_id) as findings
     from trolley.reconcile_run r order by finished_at desc limit ${MAX_RUNS}`,
  );
  return rows.map(({ begun, finished, ...run }) => ({
    ...run,
    startedAt: begun.getTime(),
    finishedAt: finished.getTime(),
  }));
}
