import { spawnLoad } from '../loads/spawn-load.ts';
import { contestants, floor, withServer } from '../servers/contestants.ts';
import type { Metric } from '../report/metric.ts';
import type { Workload } from './workload.ts';

const cpu: Metric = { key: 'cpuPerUpdate', label: 'server CPU, µs/update', digits: 1, isBetter: 'lower' };
const rate: Metric = { key: 'rate', label: 'updates/s', digits: 0, isBetter: 'higher' };
const load: Metric = { key: 'loadPerUpdate', label: 'load CPU, µs/update', digits: 1, isBetter: 'lower' };

/** Small updates to many carts. */
export const w1: Workload = {
  id: 'w1',
  title: 'W1: small updates to many carts',
  definition:
    '50 carts of 4 clients, each with 4 updates on their way, 80,000 in all: an update counts, and makes room for ' +
    'the next, when the next client in the cart has it. Updates set one of 20 keys in a `Y.Map`; for Trolley they ' +
    'are operations on 20 lines. Before it, each client has written its 20 keys or lines once, and the server has ' +
    'fallen silent. The floor is a server that forwards messages and does nothing else. Server CPU is all of its threads, as the kernel counts it.',
  contestants: [...contestants, floor],
  rounds: 3,
  metrics: [cpu, rate, load],
  targets: [
    { kind: 'ratio at most', metric: cpu, bound: 0.5, to: '@y/websocket-server' },
    { kind: 'ratio at most', metric: cpu, bound: 0.36, to: '@hocuspocus/server' },
  ],
  measure: (contestant, scale) =>
    withServer(contestant, async (server) => {
      const figures = await spawnLoad('stream', {
        ...{ dialect: contestant.dialect, ws: server.ws, pid: server.pid },
        ...{ carts: 50, clientsPerCart: 4, inFlight: 4 },
        updates: scale === 'full' ? 80_000 : 4000,
      });
      const { updates = 0, wall = 0, serverCpu = 0, loadCpu = 0 } = figures;
      return {
        ...figures,
        cpuPerUpdate: serverCpu / updates,
        rate: (updates / wall) * 1e6,
        loadPerUpdate: loadCpu / updates,
      };
    }),
};
