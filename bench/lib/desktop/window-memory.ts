import type { ElectronApplication } from '@playwright/test';
import { readFileSync } from 'node:fs';

/** What a process has in memory, in bytes: pages shared with other processes by its share of them. */
function proportionalMemory(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  if (kilobytes === undefined) throw new Error(`cannot read the memory of process ${pid}`);
  return Number(kilobytes) * 1024;
}

/** Bytes, of the main process and of the pages' processes together. Linux only. */
export interface WindowMemory {
  readonly main: number;
  readonly pages: number;
}

export async function windowMemory(app: ElectronApplication): Promise<WindowMemory> {
  const processes = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ pid, type }) => ({ pid, type })),
  );
  const sum = (type: string) =>
    processes
      .filter((one) => one.type === type)
      .reduce((total, { pid }) => total + proportionalMemory(pid), 0);
  return { main: sum('Browser'), pages: sum('Tab') };
}
