import { assertNever } from '../../cart/result.ts';
import type { SessionStatus } from '../session/types.ts';
import { counted } from '../shared/counting.ts';

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

/**
 * Answers, from the newest facts, the three questions a shopper has. A cart without a relay is nobody
 * else's business: there is nothing to wait for.
 */
export function statusWords(status: SessionStatus, hasRelay = true): StatusWords {
  if (!hasRelay && status.storageProblem === null) return aloneWords(status);
  const tone = toneOf(status);
  return {
    tone,
    headline: headlineOf(status),
    saved: savedWords(status),
    shared: sharedWords(status),
    closing: closingWords(status),
  };
}

const aloneWords = (status: SessionStatus): StatusWords => ({
  tone: status.unsaved === 0 ? 'calm' : 'moving',
  headline: status.unsaved === 0 ? 'Saved on this computer' : savedWords(status),
  saved: savedWords(status),
  shared: 'This cart is on this computer only.',
  closing: status.unsaved === 0 ? 'Yes.' : 'In a moment.',
});

/** The relay has said that it will not have them, so they are not on their way. */
const isRefused = ({ connection, refusals, undurable }: SessionStatus): boolean =>
  connection === 'connected' &&
  undurable > 0 &&
  refusals.some(({ code }) => code === 'forbidden' || code === 'clock');

function toneOf(status: SessionStatus): Tone {
  const { storageProblem, connection, unsaved, undurable } = status;
  if (storageProblem !== null || connection === 'ended' || isRefused(status)) return 'problem';
  if (connection === 'offline') return 'offline';
  if (connection === 'unreachable') return 'waiting';
  return connection === 'connected' && unsaved === 0 && undurable === 0 ? 'calm' : 'moving';
}

function headlineOf(status: SessionStatus): string {
  const { storageProblem, connection, undurable, unsaved } = status;
  if (storageProblem !== null) return 'Not being saved on this computer';
  const waiting = Math.max(undurable, unsaved);
  const changes = counted(waiting, 'change');
  switch (connection) {
    case 'connected':
      if (isRefused(status)) return `${changes} not accepted`;
      if (waiting > 0) return `${changes} on ${waiting === 1 ? 'its' : 'their'} way`;
      return status.access === 'look-only' ? 'Up to date' : 'Everyone has everything';
    case 'connecting':
      return waiting > 0 ? `${changes} waiting to be sent` : 'Getting in touch with the others';
    case 'offline':
      return waiting > 0 ? `Working offline · ${changes} kept on this computer` : 'Working offline';
    case 'unreachable':
      return waiting > 0 ? `${changes} waiting to be sent` : 'The others cannot be reached right now';
    case 'ended':
      return waiting > 0 ? `${endedWords(status)} · ${changes} kept on this computer` : endedWords(status);
    default:
      return assertNever(connection);
  }
}

function endedWords({ access }: SessionStatus): string {
  switch (access) {
    case 'missing':
      return 'An access code is needed';
    case 'ended':
      return 'Your access has ended';
    case 'elsewhere':
      return 'Another access code is needed';
    case 'fine':
    case 'look-only':
      return 'Not connected any more';
    default:
      return assertNever(access);
  }
}

function savedWords({ storageProblem, unsaved }: SessionStatus): string {
  if (storageProblem !== null) return `No: ${storageProblem}`;
  return unsaved === 0
    ? 'Everything is saved on this computer.'
    : `${counted(unsaved, 'change')} being saved on this computer.`;
}

function sharedWords(status: SessionStatus): string {
  const { connection, connectionProblem, undurable } = status;
  const why = connectionProblem === null ? '' : ` ${connectionProblem}`;
  const waiting = counted(undurable, 'change');
  switch (connection) {
    case 'connected':
      if (isRefused(status)) return `No: the server did not take ${waiting}.`;
      return undurable === 0 ? 'Everyone has it.' : `Not yet: ${waiting} on the way.`;
    case 'connecting':
      return undurable === 0
        ? 'Getting in touch with the others.'
        : `Not yet: ${waiting} waiting to be sent.`;
    case 'offline':
      return undurable === 0
        ? 'All of yours is. You are working offline, so what others change comes when you are back.'
        : `Not yet: ${waiting} will go when you are back online.`;
    case 'unreachable':
      return undurable === 0
        ? `All of yours is. The others cannot be reached right now.${why}`
        : `Not yet: ${waiting} will go by themselves when the others can be reached.${why}`;
    case 'ended':
      if (isAboutAccess(status)) {
        return undurable === 0
          ? `All of yours is.${why}`
          : `Not yet: ${waiting} will go when there is a new access code.${why}`;
      }
      return undurable === 0
        ? `All of yours is, but you are not connected any more.${why}`
        : `${waiting} did not go out, and you are not connected any more.${why}`;
    default:
      return assertNever(connection);
  }
}

const isAboutAccess = ({ access }: SessionStatus): boolean => access !== 'fine' && access !== 'look-only';

function closingWords(status: SessionStatus): string {
  const { storageProblem, unsaved, undurable, connection } = status;
  if (storageProblem !== null) {
    return undurable === 0 ? 'Yes. Nothing of yours is missing.' : 'Please wait: it would be lost.';
  }
  if (unsaved > 0) return 'In a moment.';
  if (undurable === 0) return 'Yes.';
  return connection === 'ended' || isRefused(status)
    ? 'Yes. It stays on this computer.'
    : 'Yes. It stays on this computer and goes out the next time you open the cart.';
}
