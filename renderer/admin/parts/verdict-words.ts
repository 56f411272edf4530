import type { Verdict } from '../../../protocol/verdict.ts';

export type VerdictTone = 'good' | 'waiting' | 'bad' | 'unknown';

interface VerdictWords {
  /** As on a badge. */
  readonly short: string;
  /** One sentence on what it means. */
  readonly long: string;
  readonly tone: VerdictTone;
}

/** Verdicts as operators read them; see `docs/reconciliation.md`. */
export const verdictWords: Readonly<Record<Verdict, VerdictWords>> = {
  EQUAL: {
    short: 'Same everywhere',
    long: 'Every place that was asked has the same operations, and the stored lines follow from them.',
    tone: 'good',
  },
  LAG: {
    short: 'On its way',
    long: 'Something is newer than the last export, or has not reached everybody yet. It needs no repair.',
    tone: 'waiting',
  },
  MISSING_AT_DB: {
    short: 'Missing in database',
    long: 'The database should have operations that are not there any more.',
    tone: 'bad',
  },
  MISSING_AT_RELAY: {
    short: 'Missing at relay',
    long: 'The relay had operations that it does not have any more.',
    tone: 'bad',
  },
  MISSING_AT_CLIENT: {
    short: 'Missing on desktop',
    long: 'A desktop was never given operations that it should have.',
    tone: 'bad',
  },
  EXTRA_AT_DB: {
    short: 'Extra in database',
    long: 'The database has operations that did not come from the relay.',
    tone: 'bad',
  },
  CONTENT_MISMATCH: {
    short: 'Contents differ',
    long: 'The same operation says one thing in one place and another thing elsewhere.',
    tone: 'bad',
  },
  PROJECTION_STALE: {
    short: 'Lines out of step',
    long: 'The lines stored in the database are not what the export wrote.',
    tone: 'bad',
  },
  REDUCER_SKEW: {
    short: 'Other version',
    long: 'The lines were worked out by another version of the program.',
    tone: 'bad',
  },
  UNREACHABLE: {
    short: 'Could not be read',
    long: 'A place could not be read, so nothing can be said about this cart.',
    tone: 'unknown',
  },
};
