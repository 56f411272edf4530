import { scaleLinear, scaleLog } from 'd3-scale';
import type { Tick } from './time-ticks.ts';

/** How values become heights, and where the axis has its marks. */
export interface ValueScale {
  /** Pixels from the top, for a value. */
  readonly yOf: (value: number) => number;
  readonly ticks: readonly Tick[];
}

interface ScaleOptions {
  readonly values: readonly number[];
  /** Pixels. */
  readonly height: number;
  readonly textOf: (value: number) => string;
}

/** From 0, or from below if values are, in even steps; `unit` is the least that a step may be. */
export function linearScale({
  values,
  height,
  textOf,
  unit = 1,
}: ScaleOptions & { readonly unit?: number }): ValueScale {
  const lowest = values.reduce((least, value) => Math.min(least, value), 0);
  const highest = values.reduce((most, value) => Math.max(most, value), lowest + unit);
  const scale = scaleLinear().domain([lowest, highest]).nice(4).range([height, 0]);
  const ticks = scale
    .ticks(Math.max(2, Math.round(height / 45)))
    .filter((at) => Math.abs(at / unit - Math.round(at / unit)) < 1e-9);
  return { yOf: (value) => scale(value), ticks: ticks.map((at) => ({ at, text: textOf(at) })) };
}

/** Lengths of time that clocks have names for, each several times the one before; milliseconds. */
const lengths = [
  1, 10, 100, 1_000, 10_000, 60_000, 600_000, 3_600_000, 36_000_000, 86_400_000, 864_000_000, 8_640_000_000,
];

/** For lengths of time of every magnitude, milliseconds: each step is several times the one before. */
export function lengthScale({ values, height, textOf }: ScaleOptions): ValueScale {
  const lowest = values.reduce((least, value) => Math.min(least, value), Infinity);
  const highest = values.reduce((most, value) => Math.max(most, value), 0);
  const below = lengths.findLastIndex((length) => length <= lowest);
  const first = Math.max(0, Math.min(below, lengths.length - 2));
  const last = lengths.findIndex((length) => length >= highest);
  const end = Math.max(first + 1, last < 0 ? lengths.length - 1 : last);
  const marks = lengths.slice(first, end + 1);
  const bottom = marks[0] ?? 1;
  const scale = scaleLog()
    .domain([bottom, Math.max(marks.at(-1) ?? 10, highest)])
    .range([height, 0]);
  return {
    yOf: (value) => scale(Math.max(bottom, value)),
    ticks: marks.map((at) => ({ at, text: textOf(at) })),
  };
}

/** Pixels from the left of a chart to where it is drawn: room for the texts of its values. */
export const leftOf = ({ ticks }: ValueScale): number =>
  12 + 7 * Math.max(...ticks.map(({ text }) => text.length));
