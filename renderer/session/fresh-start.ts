import { isTimestamp, millisecondsOf } from '../../cart/hlc.ts';
import { splitOpId } from '../../cart/ids.ts';
import type { SessionParts } from './session-parts.ts';
import { unsentOf } from './unsent.ts';

/** Less than a relay minds, and more than clocks of one room differ. In milliseconds. */
const AHEAD_MS = 60_000;

/**
 * Whether this window can send nothing more until it is opened anew.
 *
 * It wrote while this computer's clock was far ahead and the relay had not yet been met, and the relay does not
 * take that. As it takes what one session writes in order only, what the session writes next would wait behind
 * it for ever; a new session's does not.
 */
export function needsFreshStart({ clock, replica, link }: SessionParts): boolean {
  if (!link?.refusals.some(({ code }) => code === 'clock')) return false;
  const limit = clock.now() + AHEAD_MS;
  return [...unsentOf(replica.doc, link.durable).ops].some(
    ([id, op]) => splitOpId(id).sid === replica.sid && stampOf(op) > limit,
  );
}

function stampOf(op: unknown): number {
  const at = typeof op === 'object' && op !== null && 'at' in op ? op.at : null;
  return isTimestamp(at) ? millisecondsOf(at) : 0;
}
