const DAY = 24 * 3_600_000;

/**
 * "14:02" for today, "yesterday", "Tue", "3 Nov", "3 Nov 2025"; both in milliseconds since 1970.
 *
 * As short as it can be said; `exactWhen` says all of it.
 */
export function whenText(time: number, now: number, locale?: string): string {
  const days = Math.round((midnightOf(now) - midnightOf(time)) / DAY);
  if (days <= 0) return format(locale, { timeStyle: 'short' }).format(time);
  if (days === 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-1, 'day');
  if (days < 7) return format(locale, { weekday: 'long' }).format(time);
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return format(locale, {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(time);
}

/** With the day and the minute. */
export const exactWhen = (time: number, locale?: string): string =>
  format(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);

const midnightOf = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than using it, and a list has hundreds. */
function format(locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale ?? ''} ${JSON.stringify(options)}`;
  let known = formats.get(key);
  if (!known) formats.set(key, (known = new Intl.DateTimeFormat(locale, options)));
  return known;
}
