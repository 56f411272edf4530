import { spawnLoad } from '../loads/spawn-load.ts';
import { contestants, withServer } from '../servers/contestants.ts';
import type { Metric } from '../report/metric.ts';
import type { Workload } from './workload.ts';

const each: Metric = {
  key: 'bytesEach',
  label: 'KB a connection',
  digits: 1,
  isBetter: 'lower',
  unit: 1024,
  isQuotable: true,
};

/** Connections that do nothing. */
export const w3: Workload = {
  id: 'w3',
  title: 'W3: 5,000 idle connections',
  definition:
    '5,000 connections to 5,000 empty carts that say nothing more: how much more memory the server has resident, ' +
    'for each. Measured after 200 others have come and gone, each time when it has stayed within half a percent for ' +
    'five seconds. Nobody is made to collect garbage.',
  contestants,
  rounds: 3,
  metrics: [each],
  targets: [{ kind: 'at most', metric: each, bound: 12 }],
  measure: (contestant, scale) =>
    withServer(contestant, ({ ws, pid }) =>
      spawnLoad('idle', {
        ...{ dialect: contestant.dialect, ws, pid },
        connections: scale === 'full' ? 5000 : 500,
        warmUp: scale === 'full' ? 200 : 50,
        restMs: scale === 'full' ? 5000 : 1000,
      }),
    ),
};
