import type { CommitSignal } from '../carts/commit-signal.ts';
import type { GroupCommit } from '../carts/group-commit.ts';
import type { Guard } from '../limits/guard.ts';
import type { Metrics, MetricSources } from './metrics.ts';
import type { Peer } from '../carts/peer.ts';
import type { Rooms } from '../carts/rooms.ts';
import type { StatusFigures } from './status-page.ts';
import type { StorageHealth } from '../log/storage-health.ts';
import type { UpdateLog } from '../log/update-log.ts';

export interface RelayFiguresOptions {
  readonly log: UpdateLog;
  readonly logBytes?: () => Promise<number>;
  readonly rooms: Rooms;
  readonly commit: GroupCommit<Peer>;
  readonly commits: CommitSignal;
  readonly guard: Guard;
  readonly health: StorageHealth;
  readonly metrics: Metrics;
}

/** What the parts of a relay know of themselves, gathered for those who watch it. */
export class RelayFigures {
  /** For `Metrics.watch`. */
  readonly sources: MetricSources;
  readonly #options: RelayFiguresOptions;

  constructor(options: RelayFiguresOptions) {
    const { log, rooms, commit, commits, guard, health } = options;
    this.#options = options;
    this.sources = {
      connections: () => guard.connections.size,
      cartsInMemory: () => rooms.size,
      cartsStored: async () => (await log.listCarts()).length,
      opsQueued: () => commit.queuedOps,
      logHead: () => log.head,
      logBytes: async () => (await options.logBytes?.()) ?? null,
      isLogWritable: () => health.fault === null,
      eventStreams: () => commits.size,
    };
  }

  /** For the status page. */
  readonly read = async (): Promise<StatusFigures> => {
    const { opsCommitted, lastCommitAt } = this.#options.metrics;
    const { cartsStored, cartsInMemory, connections, eventStreams, logHead, logBytes } = this.sources;
    const [stored, bytes] = await Promise.all([cartsStored(), logBytes()]);
    return {
      ...{ cartsStored: stored, cartsInMemory: cartsInMemory(), connections: connections() },
      ...{ eventStreams: eventStreams(), opsCommitted, opsStored: logHead(), lastCommitAt, logBytes: bytes },
    };
  };
}
