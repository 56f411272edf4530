/** A figure of a workload, as it is shown. */
export interface Metric {
  /** Among the figures of a round. */
  readonly key: string;
  readonly label: string;
  /** Behind the point. */
  readonly digits: number;
  readonly isBetter: 'lower' | 'higher';
  /** What one unit of it is in the figures: 1000 for milliseconds of figures in microseconds. */
  readonly unit?: number;
  /** It means something on other machines too, so documentation may quote it: memory and counts do, times do not. */
  readonly isQuotable?: true;
}

export const inUnits = ({ unit = 1 }: Metric, value: number): number => value / unit;

export const formatMetric = (metric: Metric, value: number): string =>
  Number.isFinite(value)
    ? inUnits(metric, value).toLocaleString('en-US', {
        minimumFractionDigits: metric.digits,
        maximumFractionDigits: metric.digits,
      })
    : '–';
