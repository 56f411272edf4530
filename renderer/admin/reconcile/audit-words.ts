import type { AuditRow } from '../../../protocol/admin/jobs.ts';
import { counted } from '../../shared/counting.ts';

/** A row of `repair_audit` for people. */
export interface AuditWords {
  readonly what: string;
  readonly outcome: string;
  /** What else it says; empty for nothing. */
  readonly detail: string;
  readonly isRefused: boolean;
}

const actions: ReadonlyMap<string, string> = new Map([
  ['apply', 'The whole plan'],
  ['send_to_relay', 'Given to the relay'],
  ['insert_into_database', 'Exported to the database'],
  ['restore_row', 'Row written again'],
  ['rebuild_projection', 'Lines made again'],
  ['quarantine', 'A question'],
]);

/** What a question was answered with, by the row's detail. */
const answers: ReadonlyMap<string, string> = new Map([
  ['kept: relay', 'Replaced by the relay’s version'],
  ['kept: none', 'Withdrawn from the database'],
]);

/** What a repair did, and how that ended; what this version does not know stays as it is written. */
export function auditWords({ action, outcome, detail }: AuditRow): AuditWords {
  const isRefused = outcome === 'refused';
  if (action === 'quarantine') {
    const answer = answers.get(detail);
    if (outcome === 'asked') {
      return { what: 'A question left open', outcome: 'every version kept aside', detail: '', isRefused };
    }
    if (answer !== undefined) return { what: answer, outcome: 'done, kept aside', detail: '', isRefused };
  }
  return { what: actions.get(action) ?? action, outcome, detail: detailWords(detail), isRefused };
}

/** The sum at the end of a plan, in grammatical numbers; anything else as it is written. */
function detailWords(detail: string): string {
  const sum = /^(\d+) actions, (\d+) questions left, (\d+) refusals$/.exec(detail);
  if (sum === null) return detail;
  const [steps, open, refused] = sum.slice(1).map(Number) as [number, number, number];
  return [
    counted(steps, 'step'),
    ...(open > 0 ? [`${counted(open, 'question')} left open`] : []),
    ...(refused > 0 ? [counted(refused, 'refusal')] : []),
  ].join(', ');
}
