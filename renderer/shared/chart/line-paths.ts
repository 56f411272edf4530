import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import type { ChartPoint } from './chart-line.ts';

interface PathOptions {
  /** Pixels, of a time and of a value. */
  readonly xOf: (time: number) => number;
  readonly yOf: (value: number) => number;
  readonly height: number;
  /** How values go from one point to the next: they stay and then jump, or in a straight line. */
  readonly shape: 'steps' | 'straight';
}

/** How points are drawn, as paths of SVG with gaps where there is no value: as a line, and what is below it. */
export function linePaths({ xOf, yOf, height, shape }: PathOptions): {
  readonly pathOf: (points: readonly ChartPoint[]) => string;
  readonly areaOf: (points: readonly ChartPoint[]) => string;
} {
  const curve = shape === 'steps' ? curveStepAfter : curveLinear;
  const x = ({ time }: ChartPoint): number => xOf(time);
  const y = ({ value }: ChartPoint): number => yOf(value ?? 0);
  const hasValue = ({ value }: ChartPoint): boolean => value !== null;
  const lineOf = line<ChartPoint>(x, y).defined(hasValue).curve(curve);
  const belowOf = area<ChartPoint>(x, height, y).defined(hasValue).curve(curve);
  return { pathOf: (points) => lineOf(points) ?? '', areaOf: (points) => belowOf(points) ?? '' };
}
