import { formatMetric, type Metric } from '../report/metric.ts';
import type { Panel } from '../report/plot.ts';
import type { Table } from '../report/table.ts';
import type { Verdict } from '../report/verdict.ts';
import type { Point, Series } from './series.ts';

/** A series and everything that was measured of it. */
export interface SeriesReport {
  readonly id: string;
  readonly points: readonly Point[];
  readonly verdicts: readonly Verdict[];
}

/** The figures as they are. */
export const seriesTable = ({ of, metrics }: Series, { points }: SeriesReport): Table => ({
  head: [of, ...metrics.map(({ label }) => label)],
  rows: points.map(({ size, figures }) => [
    size.toLocaleString('en-US'),
    ...metrics.map((metric) => formatMetric(metric, figures[metric.key] ?? Number.NaN)),
  ]),
});

/** What may be quoted as it is, everything else relative to the reference. */
export const relativeTable = (series: Series, report: SeriesReport): Table => ({
  head: [
    series.of,
    ...series.metrics.map((metric) => (metric.isQuotable ? metric.label : withoutUnit(metric))),
  ],
  rows: report.points.map((point) => [
    point.size.toLocaleString('en-US'),
    ...series.metrics.map((metric) =>
      metric.isQuotable
        ? formatMetric(metric, point.figures[metric.key] ?? Number.NaN)
        : formatRatio(relative(series, report, metric, point)),
    ),
  ]),
});

export const seriesPanel = (series: Series, report: SeriesReport): Panel => ({
  title: series.title,
  xLabel: series.of,
  yLabel: `× that at ${series.reference.toLocaleString('en-US')}`,
  isLogarithmic: series.plot.isLogarithmic,
  lines: series.plot.metrics.map((metric) => ({
    label: withoutUnit(metric),
    points: report.points.map((point) => [point.size, relative(series, report, metric, point)] as const),
  })),
});

function relative({ reference }: Series, { points }: SeriesReport, { key }: Metric, point: Point): number {
  const one = points.find(({ size }) => size === reference)?.figures[key] ?? Number.NaN;
  return (point.figures[key] ?? Number.NaN) / one;
}

const formatRatio = (value: number): string => (Number.isFinite(value) ? `${value.toPrecision(2)} ×` : '–');

/** "join again, ms" is "join again" where it has no unit. */
const withoutUnit = ({ label }: Metric): string => label.replace(/, [^,]*$/, '');
