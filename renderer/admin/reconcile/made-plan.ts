import type { ApplyJob } from '../../../protocol/admin/jobs.ts';
import type { RepairPlan } from '../../../protocol/repair-plan.ts';

/** A plan with where it came from. */
export interface MadePlan {
  readonly plan: RepairPlan;
  /** The check that it was made of. */
  readonly jobId: number;
  /** The latest repair before it; −1 if there was none. */
  readonly after: number;
}

/**
 * The repair that was begun with this plan; `null` before there is one.
 *
 * Equal findings give equal digests: what was left open is found again, and gives a plan that was applied before.
 */
export const repairOf = (made: MadePlan | null, job: ApplyJob | null): ApplyJob | null =>
  made !== null && job !== null && job.jobId > made.after && job.planDigest === made.plan.digest ? job : null;

/** Whether a plan has come to an outcome, so that there is nothing more to do with it. */
export const isSpent = (made: MadePlan | null, job: ApplyJob | null): boolean =>
  (repairOf(made, job)?.outcome ?? null) !== null;
