import { quantile } from '../parts/quantile.ts';
import type { Lag } from './lag.ts';

/** Those that left within one stretch of time. Milliseconds; times since 1970. */
export interface LagStretch {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly median: number;
  readonly p95: number;
}

/** Median and 95th percentile of equal stretches of time, at most so many; stretches without any are left out. */
export function lagOverTime({ samples }: Lag, stretches: number): readonly LagStretch[] {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last) return [];
  const width = Math.max(1, (last.time - first.time + 1) / stretches);
  const groups = new Map<number, number[]>();
  for (const { time, took } of samples) {
    const index = Math.floor((time - first.time) / width);
    const group = groups.get(index);
    if (group) group.push(took);
    else groups.set(index, [took]);
  }
  return [...groups].map(([index, group]) => {
    const sorted = group.sort((a, b) => a - b);
    return {
      ...{ from: first.time + index * width, to: first.time + (index + 1) * width, count: sorted.length },
      ...{ median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) },
    };
  });
}
