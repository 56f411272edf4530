import { numberText } from '../../shared/counting.ts';

const units = [
  { unit: 'day', milliseconds: 86_400_000 },
  { unit: 'hour', milliseconds: 3_600_000 },
  { unit: 'minute', milliseconds: 60_000 },
  { unit: 'second', milliseconds: 1_000 },
  { unit: 'millisecond', milliseconds: 1 },
] as const;

const formats = new Map(
  units.map(({ unit }) => [
    unit,
    [0, 1].map(
      (maximumFractionDigits) =>
        new Intl.NumberFormat(undefined, {
          style: 'unit',
          unit,
          unitDisplay: 'short',
          maximumFractionDigits,
        }),
    ),
  ]),
);

/** "12 ms", "1.4 sec", "3 min": a length of time in its largest unit, to two digits where it is short. */
export function durationText(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return numberText(milliseconds);
  const whole = Math.round(milliseconds);
  const found = units.find((unit) => Math.abs(whole) >= unit.milliseconds) ?? units[units.length - 1];
  if (!found) return '';
  const value = (found.unit === 'millisecond' ? whole : milliseconds) / found.milliseconds;
  const format = formats.get(found.unit)?.[Math.abs(value) < 10 && found.unit !== 'millisecond' ? 1 : 0];
  return format ? format.format(value) : '';
}
