const isoMoment =
  /^(?:\d{4}|[+-]\d{6})-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?$/u;
const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/u;

/**
 * A moment by ISO 8601, in milliseconds since 1970; without a zone it is local, and a day alone is meant to its end.
 * `null` where it is none. A plain number is the milliseconds themselves.
 */
export function readMoment(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d{1,16}$/u.test(trimmed)) return asMoment(Number(trimmed));
  const [, year, month, day] = isoDay.exec(trimmed) ?? [];
  if (year && month && day) {
    const start = new Date(Number(year), Number(month) - 1, Number(day));
    if (start.getMonth() !== Number(month) - 1) return null;
    return asMoment(new Date(Number(year), Number(month) - 1, Number(day) + 1).getTime());
  }
  return isoMoment.test(trimmed) ? asMoment(Date.parse(trimmed.replace(' ', 'T'))) : null;
}

const asMoment = (milliseconds: number): number | null =>
  Number.isSafeInteger(milliseconds) && milliseconds >= 0 ? milliseconds : null;
