import type { OpTiming } from '../../../protocol/admin/carts.ts';
import { quantile } from '../parts/quantile.ts';

/** The two ways an operation goes. */
export type LagLeg = 'relay' | 'database';

/** How long operations took on one of them. */
export interface LegTimes {
  /** Of those that arrived; `null` if none has. */
  readonly lag: Lag | null;
  /** How many left and have not arrived. */
  readonly missing: number;
}

/** How long the operations that arrived took, milliseconds. */
export interface Lag {
  readonly median: number;
  /** Nineteen of twenty took no longer. */
  readonly p95: number;
  readonly longest: number;
  readonly count: number;
  /** How many seem to have arrived before they left, because clocks disagree; they count as 0. */
  readonly early: number;
  readonly samples: readonly LagSample[];
}

interface LagSample {
  /** When it left, milliseconds since 1970. */
  readonly time: number;
  /** From 0. */
  readonly took: number;
}

/** What of the timings belongs to the leg. */
export function lagOf(timings: readonly OpTiming[], leg: LagLeg): LegTimes {
  const samples: LagSample[] = [];
  let missing = 0;
  let early = 0;
  for (const { madeAt, storedAt, exportedAt } of timings) {
    const [left, arrived] = leg === 'relay' ? [madeAt, storedAt] : [storedAt, exportedAt];
    if (left === null) continue;
    if (arrived === null) missing += 1;
    else {
      if (arrived < left) early += 1;
      samples.push({ time: left, took: Math.max(0, arrived - left) });
    }
  }
  if (samples.length === 0) return { lag: null, missing };
  const sorted = samples.map(({ took }) => took).sort((a, b) => a - b);
  const lag: Lag = {
    ...{ median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), longest: quantile(sorted, 1) },
    ...{ count: samples.length, early, samples: samples.sort((a, b) => a.time - b.time) },
  };
  return { lag, missing };
}
