import { lazily } from '../../cart/lazily.ts';

const clock = lazily(() => new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }));
const day = lazily(() => new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' }));
const otherYear = lazily(
  () => new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' }),
);

/** "14:02" of today, "19 November, 14:02" of another day; both in milliseconds since 1970. */
export function momentWords(time: number, now: number): string {
  const [then, today] = [new Date(time), new Date(now)];
  if (then.toDateString() === today.toDateString()) return clock().format(then);
  const date = then.getFullYear() === today.getFullYear() ? day : otherYear;
  return `${date().format(then)}, ${clock().format(then)}`;
}
