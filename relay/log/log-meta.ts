import * as v from 'valibot';
import type { CrashPoints } from './crash-points.ts';
import type { FileSpace } from './file-space.ts';
import { commitWrites, createGeneration, LOG_FORMAT, type LogEnvironment } from './log-environment.ts';
import { finishUpgrade, upgradeLog } from './log-upgrade.ts';
import { LogUnopenable, type RecoveryWindow } from './update-log.ts';

const recoveryWindow = v.object({ since: v.number(), until: v.number() });
const backupMark = v.object({ takenAt: v.number() });

/** When a backup was taken, in milliseconds since 1970. */
export type BackupMark = v.InferOutput<typeof backupMark>;

/** What a log says of itself. */
export interface LogMeta {
  readonly generation: string;
  readonly recovery: RecoveryWindow | null;
}

/** The format of a log; 0 for one that has nothing in it yet. */
export const readFormat = ({ meta }: LogEnvironment): number => meta.get('format')?.[0] ?? 0;

/** Makes an open log one of this format: a new one, or one of an earlier format. Throws `LogUnopenable` on a later. */
export async function settleFormat(
  environment: LogEnvironment,
  space: FileSpace,
  crashPoints: CrashPoints,
): Promise<void> {
  const format = readFormat(environment);
  if (format > LOG_FORMAT) {
    throw new LogUnopenable(`the log has format ${format}; this version reads formats up to ${LOG_FORMAT}`);
  }
  if (format === 0) {
    await commitWrites(environment, space, [
      { db: environment.meta, key: 'format', value: Buffer.of(LOG_FORMAT) },
      { db: environment.meta, key: 'generation', value: createGeneration() },
    ]);
  }
  if (format === 1) await upgradeLog(environment, space, crashPoints);
  await finishUpgrade(environment, space);
}

export const encodeBackupMark = (mark: BackupMark): Buffer => Buffer.from(JSON.stringify(mark));

/**
 * What a log of this format says of itself. A log that was restored gets a new name first, and the window of what it
 * may have lost; one that was restored before keeps one window for both.
 */
export async function settleMeta(
  environment: LogEnvironment,
  space: FileSpace,
  { now, recoverSince }: { readonly now: number; readonly recoverSince: number | null },
): Promise<LogMeta> {
  const { meta } = environment;
  const backup = readBackupMark(environment);
  const known = readRecovery(environment);
  // The operator may say it at every start.
  const isNews =
    recoverSince !== null && !(known && known.since <= recoverSince && recoverSince <= known.until);
  const starts = [backup?.takenAt, isNews ? recoverSince : null].filter((since) => typeof since === 'number');
  if (starts.length > 0) {
    if (known) starts.push(known.since);
    const recovery: RecoveryWindow = { since: Math.min(...starts), until: now };
    await commitWrites(environment, space, [
      { db: meta, key: 'generation', value: createGeneration() },
      { db: meta, key: 'recovery', value: Buffer.from(JSON.stringify(recovery)) },
      { db: meta, key: 'backup' },
    ]);
  }
  const generation = meta.get('generation')?.toString();
  if (generation === undefined) throw new Error('the log has no name');
  return { generation, recovery: readRecovery(environment) };
}

function readRecovery({ meta }: LogEnvironment): RecoveryWindow | null {
  const stored = meta.get('recovery');
  return stored ? v.parse(recoveryWindow, JSON.parse(stored.toString())) : null;
}

function readBackupMark({ meta }: LogEnvironment): BackupMark | null {
  const stored = meta.get('backup');
  return stored ? v.parse(backupMark, JSON.parse(stored.toString())) : null;
}
