import { spawnLoad } from '../loads/spawn-load.ts';
import type { Metric } from '../report/metric.ts';
import { trolley, withServer } from '../servers/contestants.ts';
import type { Series } from './series.ts';

const cpu: Metric = {
  key: 'cpuPerJoin',
  label: 'CPU of a join, ms',
  digits: 2,
  isBetter: 'lower',
  unit: 1000,
};
const time: Metric = {
  key: 'p50',
  label: 'half have joined after, ms',
  digits: 1,
  isBetter: 'lower',
  unit: 1000,
};

/** Of all sizes, however many come at once. */
const JOINS = { full: 400, quick: 40 };

/** More clients that join at once. */
export const joiners: Series = {
  id: 'joiners',
  title: 'Clients that join at once',
  definition:
    'A cart of 10,000 operations, so many clients that open their sockets in the same moment, 400 in all.',
  of: 'joiners',
  sizes: { full: [1, 10, 100], quick: [1, 10] },
  reference: 1,
  metrics: [cpu, time],
  plot: { isLogarithmic: false, metrics: [cpu] },
  flat: [{ metric: cpu, from: 1 }],
  measure: (size, scale) =>
    withServer(trolley, async ({ ws, pid }) => {
      const figures = await spawnLoad('joins', {
        ...{ dialect: trolley.dialect, ws, pid, joins: size },
        ops: scale === 'full' ? 10_000 : 1000,
        bursts: Math.ceil(JOINS[scale] / size),
      });
      return { ...figures, cpuPerJoin: (figures['serverCpu'] ?? 0) / (figures['updates'] ?? 0) };
    }),
};
