import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second whatever the kernel's own clock is (`USER_HZ`). */
const MICROSECONDS_PER_TICK = 10_000;

/** Processor time that a process has used so far, all threads, user and system, in microseconds. Linux only. */
export const processCpu = (pid: number): number => cpuOf(`/proc/${pid}/stat`);

/** The same of its main thread alone, which in Node runs the JavaScript. */
export const mainThreadCpu = (pid: number): number => cpuOf(`/proc/${pid}/task/${pid}/stat`);

function cpuOf(path: string): number {
  const stat = readFileSync(path, 'utf8');
  // The second field is the name in brackets and may hold anything; the rest is numbers, `state` first.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [utime, stime] = fields.slice(11, 13).map(Number);
  if (utime === undefined || stime === undefined) throw new Error(`cannot read ${path}`);
  return (utime + stime) * MICROSECONDS_PER_TICK;
}
