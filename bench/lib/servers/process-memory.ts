import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Memory of a process, in bytes. */
export interface ProcessMemory {
  /** Everything that is in memory now. */
  readonly resident: number;
  /** Without what is mapped from files, which the kernel can take back at any time. */
  readonly anonymous: number;
}

/** What a process holds at the moment. Linux only. */
export function processMemory(pid: number): ProcessMemory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string): number => {
    const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
    if (kilobytes === undefined) throw new Error(`cannot read ${name} in /proc/${pid}/status`);
    return Number(kilobytes) * 1024;
  };
  return { resident: read('VmRSS'), anonymous: read('RssAnon') };
}

const POLL_MS = 500;

/**
 * What a process holds when it has come to rest: its resident memory has stayed within half a percent for
 * `restMs`, or 20 times as long has passed.
 */
export async function settledMemory(pid: number, restMs: number): Promise<ProcessMemory> {
  const needed = Math.max(2, Math.ceil(restMs / POLL_MS));
  const recent: number[] = [];
  for (let polls = 0; polls < 20 * needed; polls += 1) {
    await sleep(POLL_MS);
    recent.push(processMemory(pid).resident);
    if (recent.length > needed) recent.shift();
    const isAtRest = Math.max(...recent) - Math.min(...recent) <= 0.005 * Math.min(...recent);
    if (recent.length === needed && isAtRest) break;
  }
  return processMemory(pid);
}
