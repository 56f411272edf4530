import { spawnLoad } from '../loads/spawn-load.ts';
import type { Metric } from '../report/metric.ts';
import { trolley, withServer } from '../servers/contestants.ts';
import type { Series } from './series.ts';

const update: Metric = { key: 'cpuPerUpdate', label: 'CPU of an update, µs', digits: 0, isBetter: 'lower' };
const delivery: Metric = {
  key: 'cpuPerDelivery',
  label: 'CPU of it for each client, µs',
  digits: 1,
  isBetter: 'lower',
};

/** Recipients of all updates together, so that large sizes take as long as small ones. */
const DELIVERIES = { full: 100_000, quick: 2000 };
const MOST_WARM_UP = { full: 2000, quick: 100 };
const MOST_UPDATES = { full: 5000, quick: 200 };

/** More clients in one cart. */
export const clients: Series = {
  id: 'clients',
  title: 'Clients of one cart',
  definition:
    'One of them adds a line, and the next when everybody has had it and it was acknowledged: processor time for ' +
    'each add, and that divided by the clients.',
  of: 'clients',
  sizes: { full: [1, 10, 100, 1000], quick: [1, 10, 100] },
  reference: 10,
  metrics: [update, delivery],
  plot: { isLogarithmic: true, metrics: [update, delivery] },
  flat: [],
  measure: (size, scale) =>
    withServer(trolley, async ({ ws, pid }) => {
      const updates = Math.min(MOST_UPDATES[scale], Math.ceil(DELIVERIES[scale] / size));
      const figures = await spawnLoad('fanOut', {
        ...{ dialect: trolley.dialect, ws, pid, clients: size, updates },
        warmUp: Math.min(MOST_WARM_UP[scale], updates),
      });
      const cpuPerUpdate = (figures['serverCpu'] ?? 0) / updates;
      return { updates, cpuPerUpdate, cpuPerDelivery: cpuPerUpdate / size };
    }),
};
