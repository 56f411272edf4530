import { spawnLoad } from '../loads/spawn-load.ts';
import type { Metric } from '../report/metric.ts';
import { trolley, withServer } from '../servers/contestants.ts';
import { inspectorOf } from '../servers/live-heap.ts';
import type { Series } from './series.ts';

const cpu: Metric = { key: 'cpuPerUpdate', label: 'CPU of an update, µs', digits: 1, isBetter: 'lower' };
const live: Metric = {
  key: 'liveEach',
  label: 'live memory of a cart, KB',
  digits: 2,
  isBetter: 'lower',
  unit: 1024,
  isQuotable: true,
};
const resident: Metric = {
  ...{ key: 'anonymousEach', label: 'resident memory of a cart, KB', digits: 1 },
  ...{ isBetter: 'lower', unit: 1024, isQuotable: true },
};

/** More carts. */
export const carts: Series = {
  id: 'carts',
  title: 'Carts',
  definition:
    'So many carts of 20 lines with one client each, and 100 updates on their way at any time, one cart after the ' +
    'other: processor time for each update, and memory for each cart. Live memory is what V8 and its buffers hold ' +
    'after a garbage collection, in a run of its own with an inspector; resident memory is what the process has ' +
    'without files that are mapped, and says little of a few carts.',
  of: 'carts',
  sizes: { full: [1, 10, 100, 1000, 10_000], quick: [10, 100, 300] },
  reference: 100,
  metrics: [cpu, live, resident],
  plot: { isLogarithmic: false, metrics: [cpu, live] },
  flat: [
    { metric: cpu, from: 100 },
    { metric: live, from: 100 },
  ],
  measure: async (size, scale) => {
    const common = {
      ...{ dialect: trolley.dialect, carts: size, lines: 20, inFlight: 100 },
      restMs: scale === 'full' ? 3000 : 1000,
    };
    const loaded = await withServer(trolley, ({ ws, pid }) =>
      spawnLoad('ring', { ...common, ws, pid, updates: scale === 'full' ? 40_000 : 2000 }),
    );
    const { updates = 0, serverCpu = 0, anonymousEach = Number.NaN } = loaded;
    const { liveEach = Number.NaN } = await withServer(
      trolley,
      ({ ws, pid, logs }) =>
        spawnLoad('ring', { ...common, ws, pid, updates: 0, inspector: inspectorOf(logs) }),
      ['--inspect=127.0.0.1:0'],
    );
    return { updates, cpuPerUpdate: serverCpu / updates, anonymousEach, liveEach };
  },
};
