import { spawnLoad } from '../loads/spawn-load.ts';
import type { Metric } from '../report/metric.ts';
import { trolley, withServer } from '../servers/contestants.ts';
import type { Series } from './series.ts';

const commit: Metric = { key: 'commitCpu', label: 'CPU of one more, µs', digits: 1, isBetter: 'lower' };
const milliseconds = { digits: 2, isBetter: 'lower', unit: 1000 } as const;
const changedTime: Metric = { key: 'changedTime', label: 'join after a change, ms', ...milliseconds };
const changedCpu: Metric = { key: 'changedCpu', label: 'CPU of both, ms', ...milliseconds };
const unchangedTime: Metric = { key: 'unchangedTime', label: 'join again, ms', ...milliseconds };
const unchangedCpu: Metric = { key: 'unchangedCpu', label: 'CPU of joining again, ms', ...milliseconds };

/** More operations in one cart. */
export const ops: Series = {
  id: 'ops',
  title: 'Operations in one cart',
  definition:
    'What one operation more costs, with 16 on their way at a time; and what a client that has nothing takes to join: ' +
    'right after a change, when nobody has been sent the cart as it is now, and again without one.',
  of: 'operations',
  sizes: { full: [100, 1000, 10_000, 100_000], quick: [100, 1000] },
  reference: 100,
  metrics: [commit, changedTime, changedCpu, unchangedTime, unchangedCpu],
  plot: { isLogarithmic: true, metrics: [commit, changedTime, unchangedTime, unchangedCpu] },
  flat: [],
  measure: (size, scale) =>
    withServer(trolley, ({ ws, pid }) =>
      spawnLoad('largeCart', {
        ...{ dialect: trolley.dialect, ws, pid, ops: size },
        warmUp: scale === 'full' ? 5000 : 100,
        commits: scale === 'full' ? 10_000 : 500,
        joins: scale === 'full' ? 50 : 10,
      }),
    ),
};
