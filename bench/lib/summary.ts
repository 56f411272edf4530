import type { Rounds } from './compare.ts';
import type { LoadResult } from './run-load.ts';

/** One server, the median of its rounds. */
export interface Summary {
  readonly name: string;
  /** Microseconds of the server's processor time. */
  readonly cpuPerUpdate: number;
  readonly updatesPerSecond: number;
  /** Microseconds of the load's own: where it is near the server's, the load is what limits the rate. */
  readonly loadCpuPerUpdate: number;
  /** The first server's, as a part of this one's. */
  readonly cpuRatio: number;
  /** The first server's, as a multiple of this one's. */
  readonly rateRatio: number;
}

export function summarize(all: readonly Rounds[]): readonly Summary[] {
  const figures = all.map(({ name, results }) => ({
    name,
    cpuPerUpdate: median(results, ({ serverCpu, updates }) => serverCpu / updates),
    updatesPerSecond: median(results, ({ updates, wall }) => (updates / wall) * 1e6),
    loadCpuPerUpdate: median(results, ({ loadCpu, updates }) => loadCpu / updates),
  }));
  const [first] = figures;
  return figures.map((figure) => ({
    name: figure.name,
    cpuPerUpdate: round(figure.cpuPerUpdate, 1),
    updatesPerSecond: round(figure.updatesPerSecond, 0),
    loadCpuPerUpdate: round(figure.loadCpuPerUpdate, 1),
    cpuRatio: round((first?.cpuPerUpdate ?? Number.NaN) / figure.cpuPerUpdate, 2),
    rateRatio: round((first?.updatesPerSecond ?? Number.NaN) / figure.updatesPerSecond, 2),
  }));
}

export function printTable(summaries: readonly Summary[]): void {
  console.table(
    Object.fromEntries(
      summaries.map(({ name, ...figures }) => [
        name,
        {
          'CPU µs/update': figures.cpuPerUpdate,
          'updates/s': figures.updatesPerSecond,
          'load µs/update': figures.loadCpuPerUpdate,
          'trolley CPU ÷ its': figures.cpuRatio,
          'trolley rate ÷ its': figures.rateRatio,
        },
      ]),
    ),
  );
}

function median(results: readonly LoadResult[], figure: (result: LoadResult) => number): number {
  const sorted = results.map(figure).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
