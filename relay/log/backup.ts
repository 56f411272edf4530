import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../../cart/hlc.ts';
import { noCrashPoints, type CrashPoints } from './crash-points.ts';
import { FileSpace } from './file-space.ts';
import { commitWrites, openEnvironment, UNFINISHED_LOG } from './log-environment.ts';
import { encodeBackupMark } from './log-meta.ts';
import { openForReading } from './open-for-reading.ts';
import { REVOCATION_FILE } from '../access/revocation-file.ts';
import { LogUnopenable } from './update-log.ts';
import { verifyLog, type Verification } from './verify.ts';

export interface BackupOptions {
  /** Data directory of a relay, which may be running. */
  readonly dataDir: string;
  /** Where to put the copy; nothing may be there yet. */
  readonly target: string;
  readonly clock: Clock;
  readonly crashPoints?: CrashPoints;
}

/**
 * Copies a data directory as it is at one moment, while its relay goes on.
 *
 * The copy is marked with when it was taken: a relay that is started on it gives it a new name and asks clients for
 * what it lost. It is read back record by record before it gets its name. What is damaged in the original is damaged
 * in the copy, and in what is returned. Rejects with `LogUnopenable` if the target is taken or the source no log.
 */
export async function backUp(options: BackupOptions): Promise<Verification & { readonly takenAt: number }> {
  const { dataDir, target, clock, crashPoints = noCrashPoints } = options;
  await requireEmpty(target);
  const source = openForReading(dataDir);
  const unfinished = join(target, UNFINISHED_LOG);
  // What is appended from here on may be in the copy or not.
  const takenAt = clock();
  try {
    await mkdir(unfinished, { recursive: true });
    await source.root.backup(unfinished, true);
  } finally {
    await source.root.close();
  }
  crashPoints.reach('beforeBackupMark');
  await mark(unfinished, takenAt);
  const verification = await verifyLog({ path: unfinished });
  const revocations = join(dataDir, REVOCATION_FILE);
  if (existsSync(revocations)) await copyDurably(revocations, join(target, REVOCATION_FILE));
  await sync(join(unfinished, 'data.mdb'));
  crashPoints.reach('afterBackupMark');
  await rename(unfinished, join(target, 'log'));
  await sync(target);
  await sync(dirname(target));
  return { ...verification, takenAt };
}

async function requireEmpty(target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  if ((await readdir(target)).length > 0) throw new LogUnopenable(`${target} is not empty`);
}

async function mark(path: string, takenAt: number): Promise<void> {
  const environment = openEnvironment(path);
  const space = FileSpace.open(join(path, 'data.mdb'));
  try {
    const value = encodeBackupMark({ takenAt });
    await commitWrites(environment, space, [{ db: environment.meta, key: 'backup', value }]);
  } finally {
    space.close();
    await environment.root.close();
  }
}

async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  await sync(to);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}
