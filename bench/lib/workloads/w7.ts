import { spawnLoad } from '../loads/spawn-load.ts';
import { contestants, withServer } from '../servers/contestants.ts';
import type { Metric } from '../report/metric.ts';
import type { Workload } from './workload.ts';

const adds: Metric = { key: 'adds', label: '100 adds, ms', digits: 2, isBetter: 'lower', unit: 1000 };
const p99: Metric = { key: 'addsP99', label: 'p99 of carts, ms', digits: 2, isBetter: 'lower', unit: 1000 };
const checkout: Metric = { key: 'checkout', label: 'checkout, ms', digits: 2, isBetter: 'lower', unit: 1000 };
const http: Metric = {
  key: 'httpAdds',
  label: '100 HTTP adds, ms',
  digits: 1,
  isBetter: 'lower',
  unit: 1000,
};

/** One shopper, one cart. */
export const w7: Workload = {
  id: 'w7',
  title: 'W7: 100 durable adds over one connection, then checkout',
  definition:
    'One client sends 100 adds over its WebSocket, a message each, none waiting for another: the time until all are ' +
    'acknowledged, which for Trolley is durable, for Hocuspocus taken, and for y-websocket seen by another client. ' +
    'Then checkout over HTTP, and, apart from that, 100 adds as HTTP requests on one kept connection, each after the ' +
    'answer to the last. The middle of 100 carts, after 50 that do not count.',
  contestants,
  rounds: 3,
  metrics: [adds, p99, checkout, http],
  targets: [{ kind: 'at most', metric: adds, bound: 10 }],
  measure: (contestant, scale) =>
    withServer(contestant, ({ ws, http: base, pid }) =>
      spawnLoad('shopper', {
        ...{ dialect: contestant.dialect, ws, http: base, pid, adds: 100 },
        carts: scale === 'full' ? 100 : 5,
        warmUp: scale === 'full' ? 50 : 5,
      }),
    ),
};
