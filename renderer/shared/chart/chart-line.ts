/** A point of a line; `null` where there is no value. */
export interface ChartPoint {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly value: number | null;
}

/** A line of a chart. Lines differ in colour and in how they are drawn. */
export interface ChartLine {
  readonly name: string;
  readonly look: 'solid' | 'dashed';
  /** In order of time. */
  readonly points: readonly ChartPoint[];
}

export type MarkShape = 'circle' | 'diamond' | 'triangle';

/** Something that happened at a moment, drawn on the line. */
export interface ChartMark {
  readonly time: number;
  readonly value: number;
  readonly shape: MarkShape;
  /** What marks of this shape mean: the same for all of them. */
  readonly name: string;
}

/** Every moment that any line has a point at, once and in order. */
export const momentsOf = (lines: readonly ChartLine[]): readonly number[] =>
  [...new Set(lines.flatMap(({ points }) => points.map(({ time }) => time)))].sort((a, b) => a - b);

/** What a line is at a moment: of its latest point by then; `null` before the first and in gaps. */
export function valueAt({ points }: ChartLine, time: number): number | null {
  const index = lastUpTo(points.length, (place) => (points[place] as ChartPoint).time, time);
  return points[index]?.value ?? null;
}

/** By bisection; −1 if all are later. */
function lastUpTo(count: number, timeAt: (index: number) => number, time: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeAt(middle) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Which of these moments is nearest; −1 if there are none. */
export function nearestMoment(moments: readonly number[], time: number): number {
  const before = lastUpTo(moments.length, (index) => moments[index] as number, time);
  const after = before + 1;
  if (after >= moments.length) return before;
  if (before < 0) return after;
  return time - (moments[before] as number) <= (moments[after] as number) - time ? before : after;
}
