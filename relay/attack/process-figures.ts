import { readFileSync } from 'node:fs';

const read = (pid: number, name: string): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`cannot read ${name} of process ${pid}`);
  return Math.round(Number(kilobytes) / 1024);
};

/** What a process has in memory, in MB. Linux only. */
export const residentMegabytes = (pid: number): number => read(pid, 'VmRSS');

/** The most that it ever had. */
export const mostResidentMegabytes = (pid: number): number => read(pid, 'VmHWM');

/** Processor time it has used, in seconds. The kernel counts in hundredths. */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
