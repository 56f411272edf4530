import { assertNever } from '../../../cart/result.ts';
import { formatMetric, inUnits, type Metric } from './metric.ts';
import { spreadOf, type Result } from './summary.ts';

/** What the first server has to reach. Bounds are in the metric's units. */
export type Target =
  /** "Always" is the worst of its rounds; everything else is the middle of them. */
  | {
      readonly kind: 'at most' | 'at least' | 'always at most';
      readonly metric: Metric;
      readonly bound: number;
    }
  /** Its figure divided by that of a server, or of the best of the others. */
  | {
      readonly kind: 'ratio at most';
      readonly metric: Metric;
      readonly bound: number;
      /** A name, or `BETTER_PEER`. */
      readonly to: string;
    }
  | { readonly kind: 'any of'; readonly targets: readonly Target[] };

export const BETTER_PEER = 'the better peer';

export interface Verdict {
  /** What was asked. */
  readonly target: string;
  /** What was found. */
  readonly found: string;
  readonly isMet: boolean;
}

/** Judges the first of the results. What was not measured is not met, nor is what failed in one of its rounds. */
export function judge(target: Target, results: readonly Result[]): Verdict {
  const verdict = compare(target, results);
  const failures = results[0]?.failures.length ?? 0;
  return failures === 0
    ? verdict
    : { ...verdict, found: `${verdict.found}; ${failures} rounds failed`, isMet: false };
}

function compare(target: Target, results: readonly Result[]): Verdict {
  switch (target.kind) {
    case 'at most':
    case 'always at most':
    case 'at least': {
      const { metric, bound, kind } = target;
      const spread = results[0] ? spreadOf(results[0], metric.key) : null;
      const value = (kind === 'always at most' ? spread?.max : spread?.median) ?? Number.NaN;
      const shown = inUnits(metric, value);
      const isMet = kind === 'at least' ? shown >= bound : shown <= bound;
      return {
        target: `${metric.label} ${kind} ${bound.toLocaleString('en-US')}`,
        found: formatMetric(metric, value),
        isMet,
      };
    }
    case 'ratio at most': {
      const { metric, bound, to } = target;
      const value = ratio(metric, to, results);
      return {
        target: `${metric.label} at most ${bound} × that of ${to}`,
        found: Number.isNaN(value) ? '–' : `${value.toFixed(2)} ×`,
        isMet: value <= bound,
      };
    }
    case 'any of': {
      const verdicts = target.targets.map((one) => compare(one, results));
      return {
        target: verdicts.map((verdict) => verdict.target).join(', or '),
        found: verdicts.map((verdict) => verdict.found).join(', '),
        isMet: verdicts.some((verdict) => verdict.isMet),
      };
    }
    default:
      return assertNever(target);
  }
}

function ratio(metric: Metric, to: string, results: readonly Result[]): number {
  const [own, ...others] = results.map(
    (result) => [result.name, spreadOf(result, metric.key)?.median ?? Number.NaN] as const,
  );
  const named = others.filter(([name]) => to === BETTER_PEER || name === to).map(([, value]) => value);
  const known = named.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return Number.NaN;
  const best = metric.isBetter === 'lower' ? Math.min(...known) : Math.max(...known);
  return (own?.[1] ?? Number.NaN) / best;
}
