import { describeUpdateLog, type LogStorage } from '../log/update-log.contract.ts';
import type { UpdateLog } from '../log/update-log.ts';
import { FaultInjectingLog } from './fault-injecting-log.ts';
import { MemoryUpdateLog, type MemoryDisk } from './memory-update-log.ts';

/** Logs on one disk that outlives them. */
const storage = (openOn: (disk: MemoryDisk) => UpdateLog) => (): Promise<LogStorage> => {
  const disk: MemoryDisk = new Map();
  return Promise.resolve({ open: () => Promise.resolve(openOn(disk)), dispose: () => Promise.resolve() });
};

describeUpdateLog(
  'MemoryUpdateLog',
  storage((disk) => new MemoryUpdateLog(disk)),
);
describeUpdateLog(
  'FaultInjectingLog without a fault',
  storage((disk) => new FaultInjectingLog(new MemoryUpdateLog(disk))),
);
