import type { Figures } from '../loads/load.ts';
import type { Contestant } from '../servers/contestants.ts';
import type { Metric } from '../report/metric.ts';
import type { Target } from '../report/verdict.ts';

/** How much is done: everything, or just enough to see that it works. */
export type Scale = 'full' | 'quick';

/** One thing that servers are compared in. */
export interface Workload {
  /** As on the command line. */
  readonly id: string;
  readonly title: string;
  /** What is done, and what is measured of it; a few sentences. */
  readonly definition: string;
  /** Trolley first. */
  readonly contestants: readonly Contestant[];
  readonly rounds: number;
  readonly metrics: readonly Metric[];
  /** What Trolley has to reach. */
  readonly targets: readonly Target[];
  /** One round with one server, in a new process. */
  measure(contestant: Contestant, scale: Scale): Promise<Figures>;
}
