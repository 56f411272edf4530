import { mean, slope } from '../report/statistics.ts';

/** A moment of a run, in seconds since it began, and what the process had in memory then, in bytes. */
export interface MemorySample {
  readonly at: number;
  readonly anonymous: number;
  readonly resident: number;
}

export interface MemoryTrend {
  /** Mean of what was judged. Bytes. */
  readonly mean: number;
  /** By least squares. Bytes in an hour. */
  readonly growthPerHour: number;
  /** What the line grows by in the time that was judged, as a part of the mean. */
  readonly growth: number;
  readonly isFlat: boolean;
}

/** So much of a run is warm-up: carts of the first minutes have to be old enough to be let go. */
const WARM_UP = 0.3;
/** What counts as flat. */
const TOLERANCE = 0.05;

/**
 * Whether memory stays as it is: the line through all samples after the first 30 % of the run grows by less than 5 %
 * of their mean until the end of it. Files that are mapped are not part of it.
 */
export function memoryTrend(samples: readonly MemorySample[]): MemoryTrend {
  const end = samples.at(-1)?.at ?? 0;
  const judged = samples.filter(({ at }) => at >= end * WARM_UP);
  const perSecond = slope(judged.map(({ at, anonymous }) => [at, anonymous]));
  const middle = mean(judged.map(({ anonymous }) => anonymous));
  const growth = (perSecond * end * (1 - WARM_UP)) / middle;
  return { mean: middle, growthPerHour: perSecond * 3600, growth, isFlat: growth < TOLERANCE };
}
