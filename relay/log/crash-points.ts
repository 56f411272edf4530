/** Moments at which a relay may be killed without anything being lost, in the order in which a change meets them. */
export const crashPoints = [
  /** Operations are about to be handed to the log. */
  'beforeAppend',
  /** They are encoded; nothing has been written. */
  'beforeCommit',
  /** The engine is writing and syncing them in a thread of its own. */
  'duringCommit',
  /** They are synced; nobody has been told. */
  'afterCommit',
  /** The log has said so. */
  'afterAppend',
  /** Nobody at the cart has been told. */
  'beforeBroadcast',
  /** One of them has been: the operations of others and that its own are durable go out together. */
  'duringBroadcast',
  'afterBroadcast',
  /** The chunks of a cart have been read and joined; nothing has been written. */
  'beforeCompaction',
  'duringCompaction',
  'afterCompaction',
  /** A log of an earlier format: before anything, between two carts, before and after the switch. */
  'beforeUpgrade',
  'duringUpgrade',
  'beforeUpgradeSwitch',
  'afterUpgradeSwitch',
] as const;

/** Moments of a backup: everything is copied, and it does not say yet that it is one; it does, and has no name. */
export type BackupCrashPoint = 'beforeBackupMark' | 'afterBackupMark';

export type CrashPoint = (typeof crashPoints)[number] | BackupCrashPoint;

/** Told of each moment as it comes; a test's relay ends itself there. */
export interface CrashPoints {
  reach(point: CrashPoint): void;
}

/** What a relay has that is no test's. */
export const noCrashPoints: CrashPoints = { reach: () => undefined };
