import { existsSync } from 'node:fs';

/** Where Debian's `faketime` has what it puts before a program's own view of the clock. */
const LIBRARY = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';

/**
 * An environment in which a program finds the computer's clock off by this much: `+3650d`, `-2h`. Nothing in the
 * program knows of it. Throws where it is not installed: a skipped test would prove nothing.
 */
export function withClock(offset: string): Record<string, string> {
  if (!existsSync(LIBRARY)) throw new Error(`${LIBRARY} is not there: install faketime`);
  return {
    ...(process.env as Record<string, string>),
    LD_PRELOAD: LIBRARY,
    FAKETIME: offset,
    // Timers run by the monotonic clock, which does not go wrong with the other one.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_FORCE_MONOTONIC_FIX: '0',
  };
}
