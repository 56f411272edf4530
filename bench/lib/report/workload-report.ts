import type { Workload } from '../workloads/workload.ts';
import { formatMetric, type Metric } from './metric.ts';
import { spreadOf, type Result } from './summary.ts';
import type { Table } from './table.ts';
import { judge, type Verdict } from './verdict.ts';

/** A workload and everything that was measured of it. */
export interface WorkloadReport {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  readonly results: readonly Result[];
  readonly verdicts: readonly Verdict[];
}

export const reportWorkload = (
  { id, title, definition, targets }: Pick<Workload, 'id' | 'title' | 'definition' | 'targets'>,
  results: readonly Result[],
): WorkloadReport => ({
  ...{ id, title, definition, results },
  verdicts: targets.map((target) => judge(target, results)),
});

/** A row for each server: for each metric the median with its range, then Trolley's divided by its. */
export function tableOf(metrics: readonly Metric[], results: readonly Result[]): Table {
  const [first] = results;
  return {
    head: ['', ...metrics.flatMap(({ label }) => [label, 'trolley ÷ its'])],
    rows: results.map((result) => [
      result.failures.length > 0 ? `${result.name} (${result.failures.length} rounds failed)` : result.name,
      ...metrics.flatMap((metric) => [spread(metric, result), first ? ratio(metric, first, result) : '–']),
    ]),
  };
}

function spread(metric: Metric, result: Result): string {
  const found = spreadOf(result, metric.key);
  if (!found) return '–';
  const { median, min, max } = found;
  const middle = formatMetric(metric, median);
  return min === max ? middle : `${middle} (${formatMetric(metric, min)}–${formatMetric(metric, max)})`;
}

function ratio({ key }: Metric, first: Result, result: Result): string {
  if (first === result) return '';
  const value = (spreadOf(first, key)?.median ?? Number.NaN) / (spreadOf(result, key)?.median ?? Number.NaN);
  return Number.isFinite(value) ? value.toFixed(2) : '–';
}
