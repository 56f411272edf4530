const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = new Intl.RelativeTimeFormat(undefined, { style: 'short', numeric: 'always' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

/**
 * "just now", "40 sec. ago", "3 hr. ago", "12 Mar 2026"; both in milliseconds since 1970.
 *
 * Seconds go by tens, so that a page full of ages is calm. What is ahead of our clock is "just now".
 */
export function ageWords(time: number, now: number): string {
  const age = now - time;
  if (age < 10 * SECOND) return 'just now';
  if (age < MINUTE) return relative.format(-Math.floor(age / (10 * SECOND)) * 10, 'second');
  if (age < HOUR) return relative.format(-Math.floor(age / MINUTE), 'minute');
  if (age < DAY) return relative.format(-Math.floor(age / HOUR), 'hour');
  if (age < 30 * DAY) return relative.format(-Math.floor(age / DAY), 'day');
  return date.format(time);
}
