import type { ChartPoint } from './chart-line.ts';

/**
 * The same line with fewer points: of each of `columns` equal stretches of time the first, the last, the lowest and
 * the highest, so at most four times as many are left.
 *
 * Drawn no more than `columns` pixels wide it covers the same pixels as the whole line. Source: Jugel, Jerzak,
 * Hackenbroich, Markl, "M4: A Visualization-Oriented Time Series Data Aggregation", 2014.
 */
export function thinOut<Point extends ChartPoint>(
  points: readonly Point[],
  columns: number,
): readonly Point[] {
  const first = points[0]?.time ?? 0;
  const span = (points.at(-1)?.time ?? 0) - first;
  if (points.length <= 4 * columns || span === 0) return points;
  const columnOf = ({ time }: Point) => Math.min(columns - 1, Math.floor(((time - first) / span) * columns));
  const kept: Point[] = [];
  for (let start = 0; start < points.length;) {
    const column = columnOf(points[start] as Point);
    let end = start;
    let lowest = start;
    let highest = start;
    for (; end < points.length && columnOf(points[end] as Point) === column; end += 1) {
      const value = valueAt(points, end);
      if (value === null) continue;
      if (value < (valueAt(points, lowest) ?? Infinity)) lowest = end;
      if (value > (valueAt(points, highest) ?? -Infinity)) highest = end;
    }
    const indexes = new Set([start, lowest, highest, end - 1]);
    for (const index of [...indexes].sort((a, b) => a - b)) kept.push(points[index] as Point);
    start = end;
  }
  return kept;
}

const valueAt = (points: readonly ChartPoint[], index: number): number | null => points[index]?.value ?? null;
