import { words } from '../messages/words.ts';

const DAY = 24 * 60 * 60 * 1000;

/** "until 24 Dec", "until 18:00": the end of a sale as people say it; a sale to midnight has the day before. */
export function saleEndText(until: number, now: number, locale?: string): string {
  const isMidnight = new Date(until).getHours() + new Date(until).getMinutes() === 0;
  const isSoon = until - now < DAY && !isMidnight;
  const isThisYear = new Date(until - 1).getFullYear() === new Date(now).getFullYear();
  const format = new Intl.DateTimeFormat(
    locale,
    isSoon
      ? { hour: 'numeric', minute: '2-digit' }
      : { day: 'numeric', month: 'short', ...(!isThisYear && { year: 'numeric' }) },
  );
  return words.prices.until(format.format(isMidnight ? until - 1 : until));
}
