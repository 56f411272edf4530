import { counted } from '../../shared/counting.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** "12 seconds", "3 minutes", "1 hour 5 minutes", from milliseconds, rounded to what matters. */
export function durationWords(milliseconds: number): string {
  if (milliseconds < SECOND) return 'less than a second';
  if (milliseconds < 99.5 * SECOND) return counted(Math.round(milliseconds / SECOND), 'second');
  const minutes = Math.round(milliseconds / MINUTE);
  if (minutes < 100) return counted(minutes, 'minute');
  const rest = Math.round((milliseconds % HOUR) / MINUTE);
  const hours = Math.floor(milliseconds / HOUR) + (rest === 60 ? 1 : 0);
  return rest % 60 === 0 ? counted(hours, 'hour') : `${counted(hours, 'hour')} ${counted(rest, 'minute')}`;
}

/** "about 3 minutes left", from milliseconds; `null` while nothing can be said. */
export function timeLeftWords(remainingMs: number | null): string | null {
  if (remainingMs === null) return null;
  return remainingMs < SECOND ? 'less than a second left' : `about ${durationWords(remainingMs)} left`;
}
