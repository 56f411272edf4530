import { assertNever } from '../../../cart/result.ts';
import type { ExportJob, ExportRequest } from '../../../protocol/admin/jobs.ts';
import type { CartDifference, ExportProgress, ExportSummary } from '../../../protocol/export-progress.ts';
import { counted, numberText } from '../../shared/counting.ts';
import { awayWords } from '../parts/away-words.ts';
import { durationWords, timeLeftWords } from '../parts/time-words.ts';

const MINUTE_MS = 60_000;

/**
 * Where an export is. `working`: a round runs. `resting`: between rounds of one that goes on.
 * `waiting`: something is away, and tried again.
 */
export type ExportPhase = 'working' | 'resting' | 'waiting' | 'done' | 'cancelled' | 'failed';

export function exportPhase({ status, waitingFor, progress, rounds }: ExportJob): ExportPhase {
  if (status !== 'running') return status;
  if (waitingFor !== null) return 'waiting';
  const isRoundOver = progress === null || progress.cartsDone >= progress.carts;
  return rounds > 0 && isRoundOver ? 'resting' : 'working';
}

/** "all carts, every 10 minutes": what was asked for. */
export function requestWords({ cartIds, mode }: ExportRequest): string {
  const which = cartIds === null ? 'all carts' : counted(cartIds.length, 'cart');
  switch (mode.kind) {
    case 'once':
      return `${which}, once`;
    case 'every':
      return `${which}, every ${mode.intervalMs === MINUTE_MS ? 'minute' : durationWords(mode.intervalMs)}`;
    case 'follow':
      return `${which}, as they change`;
    default:
      return assertNever(mode);
  }
}

/** How it stands, in a sentence without its full stop. */
export function phaseWords(job: ExportJob): string {
  const phase = exportPhase(job);
  switch (phase) {
    case 'working':
      return job.progress === null ? 'Opening the database and asking the relay for its carts' : 'Exporting';
    case 'resting':
      return job.request.mode.kind === 'follow'
        ? 'Everything is exported; waiting for changes'
        : 'Everything is exported; waiting for the next time';
    case 'waiting':
      return `${awayWords(job.waitingFor ?? '') ?? 'Something is away'}; it is tried again until it answers`;
    case 'done':
      return 'Exported';
    case 'cancelled':
      return 'Stopped. What had been exported stays';
    case 'failed':
      return 'The export has failed. What had been exported stays';
    default:
      return assertNever(phase);
  }
}

/** "340 operations a second, about 12 seconds left". */
export function paceWords({ opsPerSecond, remainingMs, opsDone, ops }: ExportProgress): string {
  if (opsDone === 0 || opsDone >= ops) return '';
  const left = timeLeftWords(remainingMs);
  const rate = `${counted(opsPerSecond, 'operation')} a second`;
  return left === null ? rate : `${rate}, ${left}`;
}

/** What an export came to, in sentences without their full stops; what needs a look is told apart from it. */
export function summaryWords({ carts, unchanged, ops, inserted }: ExportSummary): readonly string[] {
  if (carts === 0) return ['There was no cart to export'];
  const added =
    inserted === 0
      ? 'Nothing was new: the database had every operation already'
      : `${counted(inserted, 'operation')} ${inserted === 1 ? 'is' : 'are'} new in the database`;
  const looked = `${counted(carts, 'cart')} with ${counted(ops, 'operation')} looked at`;
  if (unchanged === 0) return [added, looked];
  return [
    added,
    unchanged === carts
      ? `${looked}, none had changed`
      : `${looked}; ${numberText(carts - unchanged)} had changed, ${numberText(unchanged)} had not`,
  ];
}

/** "2 operations with other content than at the relay, 1 operation only in the database". */
export function differenceWords({ conflicts, extra }: CartDifference): string {
  const parts = [
    ...(conflicts.length > 0
      ? [`${counted(conflicts.length, 'operation')} with other content than at the relay`]
      : []),
    ...(extra.length > 0 ? [`${counted(extra.length, 'operation')} only in the database`] : []),
  ];
  return parts.join(', ');
}
