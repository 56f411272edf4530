import type { Figures } from '../loads/load.ts';
import type { Metric } from '../report/metric.ts';
import type { Scale } from '../workloads/workload.ts';

/** How figures of Trolley change while something grows. */
export interface Series {
  readonly id: string;
  readonly title: string;
  /** What is done, and what is measured of it. */
  readonly definition: string;
  /** What grows. */
  readonly of: string;
  readonly sizes: Readonly<Record<Scale, readonly number[]>>;
  /** At this size a figure counts as 1, in the documentation and the plot. */
  readonly reference: number;
  readonly metrics: readonly Metric[];
  /** What is drawn of them, relative to the reference. */
  readonly plot: { readonly isLogarithmic: boolean; readonly metrics: readonly Metric[] };
  /** Figures that must not grow by more than a fifth from a size on. */
  readonly flat: readonly { readonly metric: Metric; readonly from: number }[];
  /** One round, with a new server. */
  measure(size: number, scale: Scale): Promise<Figures>;
}

/** One size, and the middle of its rounds; and all of them. */
export interface Point {
  readonly size: number;
  readonly figures: Figures;
  readonly rounds: readonly Figures[];
  readonly failures: readonly string[];
}
