import {
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
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
 *
 * The folder `lock` has numbered files, and the highest says who holds the directory. Taking over means to make the
 * next number, which only one can do, and never to remove the highest. So of several processes that find the same
 * dead holder one wins, and one that was slow finds a higher number than its own.
 */
export function lockData(dataDir: string): () => void {
  try {
    const folder = join(dataDir, 'lock');
    makeFolder(folder, dataDir);
    for (;;) {
      const latest = latestIn(folder);
      requireGone(join(folder, String(latest)), dataDir);
      const mine = latest + 1;
      const file = join(folder, String(mine));
      if (!take(folder, file)) continue;
      if (latestIn(folder) === mine) {
        removeBefore(folder, latest);
        // An empty file is nobody's.
        return () => writeFileSync(file, '');
      }
      rmSync(file, { force: true });
    }
  } catch (error) {
    if (error instanceof LogUnopenable) throw error;
    throw new LogUnopenable(`cannot lock ${dataDir}: ${(error as Error).message}`, { cause: error });
  }
}

/** Gives up a directory that this process holds, and leaves nothing behind. */
export function removeLock(dataDir: string): void {
  const folder = join(dataDir, 'lock');
  // At once, so that nobody makes a number in what is about to go.
  const rest = `${folder}.${randomUUID()}`;
  renameSync(folder, rest);
  rmSync(rest, { recursive: true });
}

/** Version 0.1.0 had a file where the folder is, and refuses to start where it finds a folder. */
function makeFolder(folder: string, dataDir: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isFile() === true) {
    requireGone(folder, dataDir);
    rmSync(folder, { force: true });
  }
  mkdirSync(folder, { recursive: true });
}

/** Makes the file, complete, unless it is there. */
function take(folder: string, file: string): boolean {
  const draft = join(folder, `.${randomUUID()}`);
  const me: Holder = { pid: process.pid, startedAt: startTimeOf(process.pid) };
  try {
    writeFileSync(draft, `${JSON.stringify(me)}\n`, { flag: 'wx' });
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

const numbersIn = (folder: string): readonly number[] =>
  readdirSync(folder)
    .filter((name) => /^[1-9][0-9]*$/.test(name))
    .map(Number);

/** The highest number; 0 if nobody ever held the directory. */
const latestIn = (folder: string): number => Math.max(0, ...numbersIn(folder));

/** The number before the highest stays too: whoever lists the folder just now must not miss both. */
function removeBefore(folder: string, number: number): void {
  for (const old of numbersIn(folder)) if (old < number) rmSync(join(folder, String(old)), { force: true });
}

function requireGone(file: string, dataDir: string): void {
  const holder = readHolder(file);
  if (holder && isAlive(holder)) throw new LogUnopenable(`${dataDir} is in use by process ${holder.pid}`);
}

function readHolder(file: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof holder.pid === 'number' ? { pid: holder.pid, startedAt: holder.startedAt ?? null } : null;
  } catch {
    // No file, or an empty one: nobody holds the directory.
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
