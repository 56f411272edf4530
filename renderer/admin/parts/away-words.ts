/** Which place is away, in words; `null` if the reason does not say it. */
export function awayWords(reason: string): string | null {
  if (/^the database/i.test(reason)) return 'The database is away';
  return /^(cannot reach http|the relay)/i.test(reason) ? 'The relay is away' : null;
}
