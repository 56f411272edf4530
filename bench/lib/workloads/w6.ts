import { spawnLoad } from '../loads/spawn-load.ts';
import { contestants, withServer } from '../servers/contestants.ts';
import type { Metric } from '../report/metric.ts';
import type { Workload } from './workload.ts';

const durable: Metric = { key: 'durable', label: 'durable adds/s', digits: 0, isBetter: 'higher' };
const everywhere: Metric = {
  key: 'everywhere',
  label: 'adds/s until all have all',
  digits: 0,
  isBetter: 'higher',
};

/** As fast as they can. */
export const w6: Workload = {
  id: 'w6',
  title: 'W6: 8 clients add 1,000 lines each to one cart',
  definition:
    'Everything is handed to the sockets at once, an add a message: adds per second until the last client was told ' +
    'that its last one is durable (Trolley), and until the last client has everybody’s. The middle of five carts, ' +
    'after two that do not count. The adds are encoded before.',
  contestants,
  rounds: 3,
  metrics: [durable, everywhere],
  targets: [{ kind: 'at least', metric: durable, bound: 20_000 }],
  measure: (contestant, scale) =>
    withServer(contestant, ({ ws, pid }) =>
      spawnLoad('crowd', {
        ...{ dialect: contestant.dialect, ws, pid, clients: 8 },
        adds: scale === 'full' ? 1000 : 200,
        carts: scale === 'full' ? 5 : 1,
        warmUp: scale === 'full' ? 2 : 1,
      }),
    ),
};
