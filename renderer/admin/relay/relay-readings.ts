import type { RelayHealth } from '../../../protocol/admin/relay.ts';

export type Condition = 'ready' | 'not-ready' | 'away';

export const conditionOf = (health: RelayHealth): Condition =>
  health.status === 'unreachable' ? 'away' : health.isReady ? 'ready' : 'not-ready';

/** Since when it has been as it is. */
export interface Since {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Whether it may have been so longer: nobody looked before. */
  readonly isAtLeast: boolean;
}

/** Readings are the oldest first, one at least; how long the last one's condition is known to have lasted. */
export function sinceWhen(readings: readonly RelayHealth[]): Since {
  const last = readings.at(-1);
  if (!last) throw new RangeError('no readings');
  const condition = conditionOf(last);
  const before = readings.findLastIndex((reading) => conditionOf(reading) !== condition);
  const first = readings[before + 1] ?? last;
  return { time: first.checkedAt, isAtLeast: before < 0 };
}

/** The value of a metric, with its labels all together; `null` if it is not told. */
export function metricOf(reading: RelayHealth, name: string): number | null {
  if (reading.status !== 'answering') return null;
  const { metrics } = reading;
  const plain = metrics[name];
  const values =
    plain === undefined
      ? Object.entries(metrics)
          .filter(([key]) => key.startsWith(`${name}{`))
          .map(([, value]) => value)
      : [plain];
  const sum = values.reduce((total, value) => total + value, 0);
  return values.length === 0 || Number.isNaN(sum) ? null : sum;
}

/** Values of a metric by its only label, the largest first: `{reason="malformed"}` is `malformed`. */
export function metricByLabel(reading: RelayHealth, name: string): readonly (readonly [string, number])[] {
  if (reading.status !== 'answering') return [];
  return Object.entries(reading.metrics)
    .filter(([key]) => key.startsWith(`${name}{`))
    .map(([key, value]) => [/="([^"]*)"/.exec(key)?.[1] ?? key, value] as const)
    .sort(([, a], [, b]) => b - a);
}

/** A rate is taken over so long at least and at most, in milliseconds, so that it is calm. */
const RATE_SPAN = { least: 2_000, most: 30_000 };

/**
 * How fast a counter grew of late, each second; `null` before there are two readings to tell it from.
 *
 * A counter that fell has begun anew with its relay; what was before does not count.
 */
export function perSecond(readings: readonly RelayHealth[], name: string): number | null {
  const last = readings.at(-1);
  const now = last && metricOf(last, name);
  if (!last || now === null || now === undefined) return null;
  let oldest: { readonly time: number; readonly value: number } | null = null;
  let next = now;
  for (const reading of readings.slice(0, -1).reverse()) {
    const value = metricOf(reading, name);
    if (value === null || value > next || last.checkedAt - reading.checkedAt > RATE_SPAN.most) break;
    oldest = { time: reading.checkedAt, value };
    next = value;
  }
  if (oldest === null || last.checkedAt - oldest.time < RATE_SPAN.least) return null;
  return ((now - oldest.value) * 1_000) / (last.checkedAt - oldest.time);
}

/** How many readings are kept: ten minutes of them, one every five seconds. */
const KEPT = 120;

export const withReading = (readings: readonly RelayHealth[], reading: RelayHealth): readonly RelayHealth[] =>
  [...readings, reading].slice(-KEPT);
