import { assertNever } from '../../../cart/result.ts';
import type { ExportJob } from '../../../protocol/admin/jobs.ts';
import { awayWords } from './away-words.ts';
import { shareDone } from '../frame/job-words.ts';
import { exportPhase, summaryWords } from './export-words.ts';

/** Quarters of the whole are told; in between it is quiet. */
const QUARTERS = 4;

/** The last quarter that was reached, in percent; the end is told in other words. */
const milestoneOf = (fraction: number | null): number =>
  Math.min(QUARTERS - 1, Math.floor((fraction ?? 0) * QUARTERS)) * (100 / QUARTERS);

/**
 * What a screen reader says of an export.
 *
 * The text stays the same between milestones, so a live region that holds it is quiet in between. Of an export that
 * goes on, only the first round, what it waits for and the end are told.
 */
export function exportAnnouncement(job: ExportJob): string {
  const phase = exportPhase(job);
  switch (phase) {
    case 'working':
      return job.rounds > 0 ? 'Exporting goes on.' : percentWords('Exporting', shareDone(job));
    case 'resting':
      return 'Exporting goes on.';
    case 'waiting':
      return `The export waits. ${awayWords(job.waitingFor ?? '') ?? job.waitingFor}.`;
    case 'done':
      return `Export done. ${job.summary === null ? '' : (summaryWords(job.summary)[0] ?? '')}.`;
    case 'cancelled':
      return 'The export was stopped.';
    case 'failed':
      return `The export has failed: ${job.problem ?? ''}.`;
    default:
      return assertNever(phase);
  }
}

/** "Exporting: 25 percent done." */
export function percentWords(what: string, fraction: number | null): string {
  const percent = milestoneOf(fraction);
  return percent === 0 ? `${what} has begun.` : `${what}: ${percent} percent done.`;
}
