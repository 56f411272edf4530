import type { Metric } from './metric.ts';
import { median } from './statistics.ts';
import type { Result } from './summary.ts';
import type { Table } from './table.ts';
import type { Verdict } from './verdict.ts';

/**
 * What documentation says of a workload: no times of one machine, but Trolley's figures divided by each other server's,
 * round by round, since the rounds of a number ran right after each other. The middle of those, and their range.
 */
export function ratioTable(metrics: readonly Metric[], results: readonly Result[]): Table {
  const [first, ...others] = results;
  const shown = metrics.filter(({ key }) =>
    others.some(({ rounds }) => rounds.some((round) => key in round)),
  );
  return {
    head: ['trolley ÷ its', ...shown.map(({ label }) => label.replace(/, [^,]*$/, ''))],
    rows: others.map((other) => [
      other.name,
      ...shown.map(({ key }) => ratioRange(ratios(first?.rounds ?? [], other.rounds, key))),
    ]),
  };
}

/** What was asked of Trolley and what was found. */
export const verdictTable = (verdicts: readonly Verdict[]): Table => ({
  head: ['target', 'found', ''],
  rows: verdicts.map(({ target, found, isMet }) => [target, found, isMet ? 'met' : 'missed']),
});

function ratios(own: Result['rounds'], others: Result['rounds'], key: string): readonly number[] {
  return own
    .map((figures, round) => (figures[key] ?? Number.NaN) / (others[round]?.[key] ?? Number.NaN))
    .filter(Number.isFinite);
}

function ratioRange(values: readonly number[]): string {
  if (values.length === 0) return '–';
  const middle = median(values).toFixed(2);
  const [least, most] = [Math.min(...values).toFixed(2), Math.max(...values).toFixed(2)];
  return least === most ? middle : `${middle} (${least}–${most})`;
}
