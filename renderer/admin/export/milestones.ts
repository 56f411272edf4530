import { assertNever } from '../../../cart/result.ts';
import type { ExportJob } from '../../../protocol/admin/jobs.ts';
import { percentWords, shareDone } from '../frame/job-words.ts';
import { awayWords } from '../parts/away-words.ts';
import { exportPhase, summaryWords } from './export-words.ts';

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
