import type { Metric } from '../report/metric.ts';
import type { Verdict } from '../report/verdict.ts';
import type { Point } from './series.ts';

/** By how much a figure may grow. */
const TOLERANCE = 0.2;

/**
 * Whether a figure stays as it is from a size on: at no size is it more than a fifth above what it is at a smaller
 * one. That it falls, as it does while fixed costs are shared by more, is nothing to mind.
 */
export function judgeFlatness(points: readonly Point[], metric: Metric, from: number, of: string): Verdict {
  const judged = points.filter(({ size }) => size >= from);
  let least = Number.POSITIVE_INFINITY;
  let growth = 1;
  for (const { figures } of judged) {
    const value = figures[metric.key] ?? Number.NaN;
    // Once a figure is missing nothing can be said.
    growth = Math.max(growth, value / Math.min(least, value));
    least = Math.min(least, value);
  }
  const last = judged.at(-1)?.size ?? from;
  return {
    target: `${metric.label}: grows by at most a fifth from ${from.toLocaleString('en-US')} to ${last.toLocaleString('en-US')} ${of}`,
    found: Number.isNaN(growth) ? '–' : `${growth.toFixed(2)} ×`,
    isMet: growth <= 1 + TOLERANCE,
  };
}
