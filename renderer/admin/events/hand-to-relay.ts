import { isTimestamp, millisecondsOf } from '../../../cart/hlc.ts';
import type { OpEvent } from '../../../protocol/events.ts';

/**
 * Milliseconds from somebody's hand to the relay's disk; below 0 when their clocks disagree by more than it took.
 * `null` if the operation does not say when it was made.
 */
export function handToRelay({ op, storedAt }: OpEvent): number | null {
  const at = op['at'];
  return isTimestamp(at) ? Date.parse(storedAt) - millisecondsOf(at) : null;
}
