import { spawnLoad } from '../loads/spawn-load.ts';
import { contestants, withServer } from '../servers/contestants.ts';
import { BETTER_PEER } from '../report/verdict.ts';
import type { Metric } from '../report/metric.ts';
import type { Workload } from './workload.ts';

const p50: Metric = { key: 'p50', label: 'p50, ms', digits: 0, isBetter: 'lower', unit: 1000 };
const p99: Metric = { key: 'p99', label: 'p99, ms', digits: 0, isBetter: 'lower', unit: 1000 };
const cpu: Metric = {
  key: 'cpuPerJoin',
  label: 'server CPU, ms/join',
  digits: 2,
  isBetter: 'lower',
  unit: 1000,
};
const load: Metric = {
  key: 'loadPerJoin',
  label: 'load CPU, ms/join',
  digits: 2,
  isBetter: 'lower',
  unit: 1000,
};
const size: Metric = { key: 'bytes', label: 'cart, MB', digits: 2, isBetter: 'lower', unit: 1e6 };

/** Of 171 bytes each they are the 0.78 MB. */
const OPS = 4560;

/** Everybody comes at once. */
export const w4: Workload = {
  id: 'w4',
  title: 'W4: 150 joins at once of a 0.78 MB cart',
  definition:
    'The same cart of adds for every server. 150 clients open their sockets in the same moment: the time until each ' +
    'has received all of it, three times, after ten clients one by one that do not count. They do not apply what ' +
    'they get. Somebody stays in the cart all the time.',
  contestants,
  rounds: 3,
  metrics: [p50, p99, cpu, load, size],
  targets: [{ kind: 'ratio at most', metric: p99, bound: 0.5, to: BETTER_PEER }],
  measure: (contestant, scale) =>
    withServer(contestant, async (server) => {
      const figures = await spawnLoad('joins', {
        ...{ dialect: contestant.dialect, ws: server.ws, pid: server.pid, ops: OPS },
        joins: scale === 'full' ? 150 : 20,
        bursts: scale === 'full' ? 3 : 1,
      });
      const { updates = 0, serverCpu = 0, loadCpu = 0 } = figures;
      return { ...figures, cpuPerJoin: serverCpu / updates, loadPerJoin: loadCpu / updates };
    }),
};
