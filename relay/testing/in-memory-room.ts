import { pino } from 'pino';
import type { CartId } from '../../cart/ids.ts';
import { defaultLimits, type Limits } from '../../protocol/limits.ts';
import { noCrashPoints } from '../log/crash-points.ts';
import { CartLedger } from '../carts/cart-ledger.ts';
import { GroupCommit } from '../carts/group-commit.ts';
import { Guard } from '../limits/guard.ts';
import type { IncidentCounts } from '../limits/incidents.ts';
import type { Peer } from '../carts/peer.ts';
import { Room } from '../carts/room.ts';
import { StorageHealth } from '../log/storage-health.ts';
import type { Timers } from '../timers.ts';
import type { UpdateLog } from '../log/update-log.ts';

export interface InMemoryRoomOptions {
  readonly log: UpdateLog;
  readonly timers: Timers;
  readonly clock: () => number;
  readonly limits?: Partial<Limits>;
  readonly counts?: IncidentCounts;
}

/** A room with everything behind it, and no network in front. */
export function inMemoryRoom({ log, timers, clock, limits: change, counts }: InMemoryRoomOptions) {
  const limits = { ...defaultLimits, ...change };
  const logger = pino({ level: 'silent' });
  const health = new StorageHealth({ log, timers, logger, probeMs: limits.probeMs });
  const commit = new GroupCommit<Peer>({ log, health, timers, logger });
  const guard = new Guard({ limits, clock, timers, logger, ...(counts && { counts }) });
  const ledger = new CartLedger('kitchen' as CartId);
  return {
    room: new Room(ledger, { crashPoints: noCrashPoints, log, commit, guard, clock, timers, limits, logger }),
    commit,
    guard,
  };
}
