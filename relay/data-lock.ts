import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogUnopenable } from './update-log.ts';

/** Who holds a data directory. The start time tells a process from a later one with its number. */
interface Holder {
  readonly pid: number;
  readonly startedAt: string | null;
}

/**
 * Makes this process the only one to use a data directory; returns what gives it up.
 *
 * Two relays on one log would each acknowledge operations that the other does not know. The lock of a
 * process that was killed is taken over. Throws `LogUnopenable` while the holder lives.
 */
export function lockData(dataDir: string): () => void {
  const file = join(dataDir, 'lock');
  const holder = readHolder(file);
  if (holder && isAlive(holder)) {
    throw new LogUnopenable(`${dataDir} is in use by process ${holder.pid}`);
  }
  rmSync(file, { force: true });
  const mine: Holder = { pid: process.pid, startedAt: startTimeOf(process.pid) };
  try {
    writeFileSync(file, `${JSON.stringify(mine)}\n`, { flag: 'wx' });
  } catch (error) {
    throw new LogUnopenable(`cannot lock ${dataDir}: ${(error as Error).message}`, { cause: error });
  }
  return () => rmSync(file, { force: true });
}

function readHolder(file: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof holder.pid === 'number' ? { pid: holder.pid, startedAt: holder.startedAt ?? null } : null;
  } catch {
    // No file, or one that its writer was killed while writing: nobody holds the directory.
    return null;
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return startTimeOf(pid) === startedAt;
}

/** Clock ticks from boot to the start of a process; `null` where there is no /proc. */
function startTimeOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may hold anything; the start time is the 22nd field.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
