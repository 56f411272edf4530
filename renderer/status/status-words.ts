import { assertNever } from '../../cart/result.ts';
import { isOfFullCart } from '../../protocol/frames.ts';
import { words } from '../messages/words.ts';
import type { SessionStatus } from '../session/types.ts';

/** How the state of things looks: all is well, on its way, kept here on purpose, or in need of somebody. */
type Tone = 'calm' | 'moving' | 'offline' | 'waiting' | 'problem';

export interface StatusWords {
  readonly tone: Tone;
  readonly headline: string;
  /** Is it saved here? */
  readonly saved: string;
  /** Does everyone have it? */
  readonly shared: string;
  /** Can I close the lid? */
  readonly closing: string;
}

const { headline, saved, shared, closing } = words.status;

/**
 * Answers, from the newest facts, the three questions a shopper has. A cart without a relay is nobody
 * else's business: there is nothing to wait for.
 */
export function statusWords(status: SessionStatus, hasRelay = true): StatusWords {
  if (!hasRelay && status.storageProblem === null) return aloneWords(status);
  return {
    tone: toneOf(status),
    headline: headlineOf(status),
    saved: savedWords(status),
    shared: sharedWords(status),
    closing: closingWords(status),
  };
}

const aloneWords = (status: SessionStatus): StatusWords => ({
  tone: status.unsaved === 0 ? 'calm' : 'moving',
  headline: status.unsaved === 0 ? headline.savedHere : savedWords(status),
  saved: savedWords(status),
  shared: shared.alone,
  closing: status.unsaved === 0 ? closing.yes : closing.moment,
});

/** The relay has said that it will not have them, so they are not on their way. */
const isRefused = ({ connection, refusals, undurable }: SessionStatus): boolean =>
  connection === 'connected' &&
  undurable > 0 &&
  // A cart that is full stays so; other quotas pass.
  refusals.some(
    (refusal) => refusal.code === 'forbidden' || refusal.code === 'clock' || isOfFullCart(refusal),
  );

function toneOf(status: SessionStatus): Tone {
  const { storageProblem, connection, unsaved, undurable } = status;
  if (storageProblem !== null || connection === 'ended' || isRefused(status)) return 'problem';
  if (connection === 'offline') return 'offline';
  if (connection === 'unreachable') return 'waiting';
  return connection === 'connected' && unsaved === 0 && undurable === 0 ? 'calm' : 'moving';
}

function headlineOf(status: SessionStatus): string {
  const { storageProblem, connection, undurable, unsaved } = status;
  if (storageProblem !== null) return headline.notSaved;
  const waiting = Math.max(undurable, unsaved);
  switch (connection) {
    case 'connected':
      if (isRefused(status)) return headline.notAccepted(waiting);
      if (waiting > 0) return headline.onTheWay(waiting);
      return status.access === 'look-only' ? headline.upToDate : headline.everyone;
    case 'connecting':
      return waiting > 0 ? headline.waiting(waiting) : headline.connecting;
    case 'offline':
      return waiting > 0 ? headline.andKept(headline.offline, waiting) : headline.offline;
    case 'unreachable':
      return waiting > 0 ? headline.waiting(waiting) : headline.unreachable;
    case 'ended':
      return waiting > 0 ? headline.andKept(endedWords(status), waiting) : endedWords(status);
    default:
      return assertNever(connection);
  }
}

function endedWords({ access }: SessionStatus): string {
  switch (access) {
    case 'missing':
      return headline.accessMissing;
    case 'ended':
      return headline.accessEnded;
    case 'elsewhere':
      return headline.accessElsewhere;
    case 'fine':
    case 'look-only':
      return headline.ended;
    default:
      return assertNever(access);
  }
}

function savedWords({ storageProblem, unsaved }: SessionStatus): string {
  if (storageProblem !== null) return saved.no(storageProblem);
  return unsaved === 0 ? saved.all : saved.some(unsaved);
}

function sharedWords(status: SessionStatus): string {
  const { connection, connectionProblem, undurable } = status;
  const withReason = (text: string) => (connectionProblem === null ? text : `${text} ${connectionProblem}`);
  switch (connection) {
    case 'connected':
      if (isRefused(status)) return shared.refused(undurable);
      return undurable === 0 ? shared.all : shared.onTheWay(undurable);
    case 'connecting':
      return undurable === 0 ? `${headline.connecting}.` : shared.waiting(undurable);
    case 'offline':
      return undurable === 0 ? shared.offlineAll : shared.offline(undurable);
    case 'unreachable':
      return withReason(undurable === 0 ? shared.unreachableAll : shared.unreachable(undurable));
    case 'ended':
      if (isAboutAccess(status)) {
        return withReason(undurable === 0 ? shared.yours : shared.withCode(undurable));
      }
      return withReason(undurable === 0 ? shared.endedAll : shared.ended(undurable));
    default:
      return assertNever(connection);
  }
}

const isAboutAccess = ({ access }: SessionStatus): boolean => access !== 'fine' && access !== 'look-only';

function closingWords(status: SessionStatus): string {
  const { storageProblem, unsaved, undurable, connection } = status;
  if (storageProblem !== null) return undurable === 0 ? closing.nothingMissing : closing.lost;
  if (unsaved > 0) return closing.moment;
  if (undurable === 0) return closing.yes;
  return connection === 'ended' || isRefused(status) ? closing.stays : closing.goesLater;
}
