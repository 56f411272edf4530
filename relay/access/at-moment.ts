import type { Clock } from '../../cart/hlc.ts';
import type { Cancel, Timers } from '../timers.ts';

/**
 * The longest wait in one go, in milliseconds.
 *
 * Far below the 2^31 at which Node's timers overflow and run at once, so that a clock which was set, or a machine
 * which slept, is noticed within the hour.
 */
const LONGEST_WAIT = 60 * 60 * 1000;

/** Runs when the clock reaches a moment (milliseconds since 1970; `Infinity` for never), not before. */
export function atMoment(moment: number, run: () => void, clock: Clock, timers: Timers): Cancel {
  if (moment === Infinity) return () => undefined;
  let cancel: Cancel;
  const wait = () => {
    const remaining = Math.ceil(moment - clock());
    if (remaining <= 0) run();
    else cancel = timers.after(Math.min(remaining, LONGEST_WAIT), wait);
  };
  cancel = timers.after(Math.min(Math.max(0, Math.ceil(moment - clock())), LONGEST_WAIT), wait);
  return () => cancel();
}
