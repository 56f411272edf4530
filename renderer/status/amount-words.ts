import { language } from '../messages/words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;

/** The largest unit that says it, and what of it is still one. Milliseconds. */
const spans = [
  ['year', YEAR],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', 1_000],
] as const;

const numberOf = (count: number, unit: string, unitDisplay: 'long' | 'short', digits = 0): string =>
  new Intl.NumberFormat(language, {
    ...{ style: 'unit', unit, unitDisplay },
    maximumFractionDigits: digits,
  }).format(count);

/** "10 years", "3 hours", "25 seconds": a span of milliseconds, rounded, in its largest unit. */
export function spanWords(span: number): string {
  const [unit, size] = spans.find(([, least]) => span >= 0.95 * least) ?? (['second', 1_000] as const);
  return numberOf(Math.max(1, Math.round(span / size)), unit, 'long');
}

/** "120 kB", "3.4 GB": so many bytes, as people say it. */
export function sizeWords(bytes: number): string {
  if (bytes < 1e6) return numberOf(Math.max(1, Math.round(bytes / 1e3)), 'kilobyte', 'short');
  if (bytes < 1e9) return numberOf(bytes / 1e6, 'megabyte', 'short', 1);
  return numberOf(bytes / 1e9, 'gigabyte', 'short', bytes < 1e11 ? 1 : 0);
}
