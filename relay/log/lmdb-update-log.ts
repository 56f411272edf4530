import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../../cart/result.ts';
import type { Clock } from '../../cart/hlc.ts';
import type { CartId } from '../../cart/ids.ts';
import { AppendEncoder, type EncodedAppend } from './append-encoder.ts';
import { CartTallies } from './cart-tallies.ts';
import { planCompaction } from './compaction.ts';
import { Compactor, compactionSettings, type CompactionSettings } from './compactor.ts';
import { noCrashPoints, type CrashPoints } from './crash-points.ts';
import { lockData } from './data-lock.ts';
import { UNFINISHED_LOG, type LogEnvironment } from './log-environment.ts';
import { settleFormat, settleMeta, type LogMeta } from './log-meta.ts';
import {
  countChunks,
  countRecords,
  listStoredCarts,
  readCart,
  readFeedRange,
  salvageCart,
} from './log-reader.ts';
import { LogStore } from './log-store.ts';
import { systemTimers, type Timers } from '../timers.ts';
import {
  LogUnopenable,
  LogUnreadable,
  type FeedRequest,
  type LogEntry,
  type LogPosition,
  type RecoveryWindow,
  type Salvage,
  type StoredEntry,
  type StoredRecord,
  type UpdateLog,
} from './update-log.ts';

export interface LmdbUpdateLogOptions {
  readonly crashPoints?: CrashPoints;
  /** For compaction in the background. */
  readonly timers?: Timers;
  readonly compaction?: CompactionSettings;
  readonly clock?: Clock;
  /** The files are as old as that, ms since 1970: clients are to be asked for what came later. Heeded once. */
  readonly recoverSince?: number | null;
}

const defaultOptions: Required<LmdbUpdateLogOptions> = {
  crashPoints: noCrashPoints,
  timers: systemTimers,
  compaction: compactionSettings,
  clock: Date.now,
  recoverSince: null,
};

/** The log in one LMDB environment for all carts. */
export class LmdbUpdateLog implements UpdateLog {
  readonly #store: LogStore;
  readonly #meta: LogMeta;
  readonly #unlock: () => void;
  readonly #crashPoints: CrashPoints;
  readonly #encoder = new AppendEncoder();
  readonly #compactor: Compactor;
  readonly #tallies: CartTallies;
  readonly #manyChunks: number;
  #appends = 0;
  #isAppending = false;
  #closing: Promise<void> | null = null;

  private constructor(
    parts: { readonly store: LogStore; readonly meta: LogMeta; readonly unlock: () => void },
    { crashPoints, timers, compaction }: Required<LmdbUpdateLogOptions>,
  ) {
    this.#store = parts.store;
    this.#meta = parts.meta;
    this.#unlock = parts.unlock;
    this.#crashPoints = crashPoints;
    this.#manyChunks = compaction.manyChunks;
    this.#compactor = new Compactor({
      settings: compaction,
      timers,
      appends: () => this.#appends,
      step: (cartId, from) => this.#compact(cartId, from),
    });
    this.#tallies = new CartTallies(this.#manyChunks, (cartId) => this.#compactor.request(cartId));
  }

  /** Opens the log of a data directory, making it if need be. Rejects with `LogUnopenable`. */
  static async open(dataDir: string, given: LmdbUpdateLogOptions = {}): Promise<LmdbUpdateLog> {
    const options = { ...defaultOptions, ...given };
    const { crashPoints, clock, recoverSince } = options;
    let unlock = (): void => undefined;
    try {
      mkdirSync(dataDir, { recursive: true });
      unlock = lockData(dataDir);
      if (existsSync(join(dataDir, UNFINISHED_LOG))) {
        throw new LogUnopenable(`${dataDir} is an unfinished backup`);
      }
      const storeOptions = { path: join(dataDir, 'log'), crashPoints };
      const { store, prepared: meta } = await LogStore.open(storeOptions, async (environment, space) => {
        await settleFormat(environment, space, crashPoints);
        return settleMeta(environment, space, { now: clock(), recoverSince });
      });
      return new LmdbUpdateLog({ store, meta, unlock }, options);
    } catch (error) {
      unlock();
      if (error instanceof LogUnopenable) throw error;
      throw new LogUnopenable(`cannot open the log in ${dataDir}: ${reasonOf(error)}`, { cause: error });
    }
  }

  get head(): LogPosition {
    return this.#store.head;
  }

  get generation(): string {
    return this.#meta.generation;
  }

  get recovery(): RecoveryWindow | null {
    return this.#meta.recovery;
  }

  append(entries: readonly LogEntry[]): Promise<void> {
    if (entries.length === 0) return Promise.resolve();
    // What is encoded here overwrites what the one before may still be writing.
    if (this.#isAppending) throw new Error('an append is running');
    const append = this.#encoder.encode(entries, this.head);
    this.#isAppending = true;
    this.#appends += 1;
    return this.#append(append);
  }

  async probe(bytes: number): Promise<void> {
    for (const value of [Buffer.alloc(bytes, 1), undefined]) {
      await this.#store.change(({ meta }) => [{ db: meta, key: 'probe', value }]);
    }
  }

  read(cartId: CartId): Promise<readonly StoredRecord[]> {
    return this.#look(cartId, (environment) => {
      const records = readCart(environment, cartId, this.head);
      if (records.length >= this.#manyChunks && countChunks(environment, cartId) >= this.#manyChunks) {
        this.#compactor.request(cartId);
      }
      return records;
    });
  }

  readFeed(request: FeedRequest): Promise<readonly StoredEntry[]> {
    return this.#look(request.cartId ?? null, (environment) =>
      readFeedRange(environment, request, this.head),
    );
  }

  salvage(cartId: CartId): Promise<Salvage> {
    return this.#look(cartId, (environment) => salvageCart(environment, cartId, this.head));
  }

  listCarts(): Promise<readonly CartId[]> {
    return this.#look(null, (environment) => listStoredCarts(environment, this.head));
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#compactor.close();
    await this.#store.close();
    this.#unlock();
  }

  async #append(append: EncodedAppend): Promise<void> {
    try {
      await this.#store.change((environment) =>
        append.writes(environment, (cartId, count) =>
          this.#tallies.take(cartId, count, () => countRecords(environment, cartId)),
        ),
      );
      this.#store.head += append.count;
    } catch (error) {
      this.#tallies.clear();
      this.#encoder.forget();
      throw error;
    } finally {
      this.#isAppending = false;
    }
  }

  /** Joins some of a cart's chunks; gives where to go on, `null` at its end. */
  async #compact(cartId: CartId, from: LogPosition): Promise<LogPosition | null> {
    let next: LogPosition | null = null;
    await this.#store.change((environment) => {
      const step = planCompaction(environment, cartId, { from, head: this.head });
      next = step.next;
      if (step.writes.length > 0) this.#crashPoints.reach('beforeCompaction');
      return step.writes;
    }, 'duringCompaction');
    this.#crashPoints.reach('afterCompaction');
    return next;
  }

  async #look<T>(cartId: CartId | null, look: (environment: LogEnvironment) => T): Promise<T> {
    const environment = await this.#store.environment;
    try {
      return look(environment);
    } catch (error) {
      const what = cartId === null ? 'the log' : `cart ${cartId}`;
      throw new LogUnreadable(`cannot read ${what}: ${reasonOf(error)}`, { cartId, cause: error });
    }
  }
}
