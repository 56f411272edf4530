import { spawnLoad } from '../loads/spawn-load.ts';
import { contestants, withServer } from '../servers/contestants.ts';
import { BETTER_PEER } from '../report/verdict.ts';
import type { Metric } from '../report/metric.ts';
import type { Workload } from './workload.ts';

const p50: Metric = { key: 'p50', label: 'p50, ms', digits: 1, isBetter: 'lower', unit: 1000 };
const p99: Metric = { key: 'p99', label: 'p99, ms', digits: 1, isBetter: 'lower', unit: 1000 };
const cpu: Metric = { key: 'cpuPerUpdate', label: 'server CPU, µs/update', digits: 0, isBetter: 'lower' };

/** One cart that many watch. */
export const w2: Workload = {
  id: 'w2',
  title: 'W2: one writer, 500 observers',
  definition:
    'One cart, one client that adds 25 lines a second for 20 seconds, after 2 that do not count, and 500 that watch: ' +
    'the time from handing an add to the socket until an observer has it, over all observers and adds. Writer and ' +
    'observers are one process with one clock, so the time includes reading what the observers before it were sent.',
  contestants,
  rounds: 3,
  metrics: [p50, p99, cpu],
  targets: [
    {
      kind: 'any of',
      targets: [
        { kind: 'at most', metric: p99, bound: 8 },
        { kind: 'ratio at most', metric: p99, bound: 0.7, to: BETTER_PEER },
      ],
    },
  ],
  measure: (contestant, scale) =>
    withServer(contestant, async (server) => {
      const figures = await spawnLoad('observed', {
        ...{ dialect: contestant.dialect, ws: server.ws, pid: server.pid },
        observers: scale === 'full' ? 500 : 50,
        updates: scale === 'full' ? 500 : 25,
        warmUp: scale === 'full' ? 50 : 10,
        perSecond: 25,
      });
      return { ...figures, cpuPerUpdate: (figures['serverCpu'] ?? 0) / (figures['updates'] ?? 0) };
    }),
};
