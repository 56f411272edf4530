import { reasonOf } from '../../../cart/result.ts';
import type { Figures } from '../loads/load.ts';
import { median } from '../report/statistics.ts';
import type { Scale } from '../workloads/workload.ts';
import { carts } from './carts.ts';
import { clients } from './clients.ts';
import { judgeFlatness } from './flatness.ts';
import { joiners } from './joiners.ts';
import { ops } from './ops.ts';
import type { SeriesReport } from './growth-report.ts';
import type { Series } from './series.ts';

export const allSeries: readonly Series[] = [carts, clients, ops, joiners];

export interface GrowthOptions {
  readonly scale: Scale;
  readonly rounds: number;
  readonly onRound: (name: string, outcome: Figures | string) => void;
}

/** Measures one series: all sizes in turn, so many rounds. A round that cannot be finished is left out. */
export async function runSeries(series: Series, options: GrowthOptions): Promise<SeriesReport> {
  const { scale, rounds, onRound } = options;
  const sizes = series.sizes[scale].map((size) => ({
    size,
    rounds: [] as Figures[],
    failures: [] as string[],
  }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { size, rounds: done, failures } of sizes) {
      const name = `${size} ${series.of}`;
      try {
        const figures = await series.measure(size, scale);
        done.push(figures);
        onRound(name, figures);
      } catch (error) {
        const reason = reasonOf(error);
        failures.push(reason);
        onRound(name, reason);
      }
    }
  }
  const points = sizes.map((size) => ({ ...size, figures: middle(series, size.rounds) }));
  return {
    id: series.id,
    points,
    verdicts: series.flat.map(({ metric, from }) => judgeFlatness(points, metric, from, series.of)),
  };
}

const middle = ({ metrics }: Series, rounds: readonly Figures[]): Figures =>
  Object.fromEntries(
    metrics.map(({ key }) => [key, median(rounds.map((figures) => figures[key] ?? Number.NaN))]),
  );
