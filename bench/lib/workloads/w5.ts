import { findWritten, writeUntilKilled, type Acknowledged } from '../loads/kill.ts';
import { storingContestants, withDirectory } from '../servers/contestants.ts';
import type { Metric } from '../report/metric.ts';
import type { Workload } from './workload.ts';

const acked: Metric = {
  key: 'acknowledged',
  label: 'acknowledged',
  digits: 0,
  isBetter: 'higher',
  isQuotable: true,
};
const lost: Metric = { key: 'lost', label: 'of them lost', digits: 0, isBetter: 'lower', isQuotable: true };

/** A server that ends without warning. */
export const w5: Workload = {
  id: 'w5',
  title: 'W5: killed and started again',
  definition:
    '10 carts of 2 clients with 16 updates on their way each; after a second or so of it the server is killed ' +
    '(SIGKILL) and started again on the same storage: how many of the updates that it had acknowledged are gone. ' +
    'Trolley acknowledges with frame 100, Hocuspocus with its sync status; y-websocket does not, there it counts ' +
    'that another client has it. Hocuspocus has its database extension, which stores after its default two seconds.',
  contestants: storingContestants,
  rounds: 5,
  metrics: [acked, lost],
  targets: [{ kind: 'always at most', metric: lost, bound: 0 }],
  measure: (contestant, scale) =>
    withDirectory(async (dataDir) => {
      const { dialect } = contestant;
      const lifeMs = scale === 'full' ? 800 + Math.random() * 700 : 300;
      const server = await contestant.start({ dataDir });
      let acknowledged: readonly Acknowledged[];
      try {
        acknowledged = await writeUntilKilled({ dialect, server, lifeMs });
      } finally {
        await server.end('SIGKILL');
      }
      const again = await contestant.start({ dataDir });
      try {
        const found = await findWritten({ dialect, ws: again.ws, acknowledged });
        return {
          acknowledged: acknowledged.reduce((sum, { count }) => sum + count, 0),
          lost: found.reduce((sum, count, i) => sum + Math.max(0, (acknowledged[i]?.count ?? 0) - count), 0),
        };
      } finally {
        await again.end('SIGKILL');
      }
    }),
};
