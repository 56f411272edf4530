import { assertNever } from '../../../cart/result.ts';
import type { Job } from '../../../protocol/admin/jobs.ts';

/** How far a job is, from 0 to 1; `null` if that cannot be told. */
export function shareDone(job: Job): number | null {
  switch (job.kind) {
    case 'export': {
      const { progress } = job;
      if (!progress) return null;
      if (progress.ops > 0) return Math.min(1, progress.opsDone / progress.ops);
      return progress.carts > 0 ? progress.cartsDone / progress.carts : null;
    }
    case 'reconcile':
    case 'apply':
      return job.carts > 0 ? Math.min(1, job.done / job.carts) : null;
    default:
      return assertNever(job);
  }
}

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });

/** What stands beside a place while its job runs: "45 %", "waiting", "running"; `null` when it does not. */
export function runningWords(job: Job | null): string | null {
  if (job?.status !== 'running') return null;
  if (job.kind === 'export' && job.waitingFor !== null) return 'waiting';
  const isEndless = job.kind === 'export' && job.request.mode.kind !== 'once' && job.rounds > 0;
  const share = isEndless ? null : shareDone(job);
  return share === null ? 'running' : percent.format(Math.floor(share * 100) / 100);
}

/** Quarters of the whole are told; in between it is quiet. */
const QUARTERS = 4;

/** "Exporting: 25 percent done.", for reading aloud: the same until another quarter is reached. */
export function percentWords(what: string, share: number | null): string {
  const quarter = Math.min(QUARTERS - 1, Math.floor((share ?? 0) * QUARTERS));
  return quarter === 0 ? `${what} has begun.` : `${what}: ${quarter * (100 / QUARTERS)} percent done.`;
}
