import { mainThreadCpu, processCpu } from '../servers/process-cpu.ts';
import type { Figures } from './load.ts';

/**
 * What passes from now on: `wall`, `serverCpu`, `serverMainCpu` (its main thread) and `loadCpu` (this process), in microseconds, and `startedAt`
 * and `endedAt` on the machine's monotonic clock, which profiles of other processes are on too.
 */
export function startStopwatch(serverPid: number): () => Figures {
  const monotonic = () => Number(process.hrtime.bigint() / 1000n);
  const startedAt = monotonic();
  const server = processCpu(serverPid);
  const main = mainThreadCpu(serverPid);
  const load = processCpu(process.pid);
  return () => {
    const endedAt = monotonic();
    return {
      wall: endedAt - startedAt,
      serverCpu: processCpu(serverPid) - server,
      serverMainCpu: mainThreadCpu(serverPid) - main,
      loadCpu: processCpu(process.pid) - load,
      startedAt,
      endedAt,
    };
  };
}
