import { MAX_SKEW_MS } from '../../cart/hlc.ts';
import { CLOCK_TOLERANCE_MS } from '../../protocol/relay-clock.ts';
import { words } from '../messages/words.ts';
import { spanWords } from './amount-words.ts';

/** So far off that others would not follow it, were it not corrected. `offset` is the relay's clock less ours. */
export const isClockWrong = (offset: number | null): offset is number =>
  offset !== null && Math.abs(offset) > MAX_SKEW_MS;

/** What there is to say of a clock that far off, in milliseconds. */
export const clockWords = (
  offset: number,
  say: { readonly ahead: (time: string) => string; readonly behind: (time: string) => string },
): string => (offset < 0 ? say.ahead : say.behind)(spanWords(Math.abs(offset)));

/** The same for the details, where it is said, too, that the clock is right or not known to be. */
export function clockDetail(offset: number | null): string {
  const { unknownYet, clockRight, clockAhead, clockBehind } = words.status.details;
  if (offset === null) return unknownYet;
  if (Math.abs(offset) <= CLOCK_TOLERANCE_MS) return clockRight;
  return clockWords(offset, { ahead: clockAhead, behind: clockBehind });
}
