/**
 * The moment at which a sale is over (milliseconds since 1970), or `null`.
 *
 * A day alone, as "2026-12-24", is over when that day is, where the reader is; a time with its zone, as
 * "2026-12-24T18:00:00+01:00", is that moment. Both by ISO 8601.
 */
export function parseSaleEnd(text: string): number | null {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (day) {
    const [year, month, date] = day.slice(1).map(Number) as [number, number, number];
    const isReal = new Date(Date.UTC(year, month - 1, date)).toISOString().startsWith(text);
    return isReal ? new Date(year, month - 1, date + 1).getTime() : null;
  }
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text))
    return null;
  const time = Date.parse(text);
  return Number.isNaN(time) || time < 0 ? null : time;
}
