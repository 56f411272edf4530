import type { CartId } from '../../cart/ids.ts';
import { AppendEncoder } from './append-encoder.ts';
import type { CrashPoints } from './crash-points.ts';
import type { FileSpace } from './file-space.ts';
import { encodeUnreadableChunk } from './log-chunk.ts';
import {
  clearDatabase,
  commitWrites,
  createGeneration,
  LOG_FORMAT,
  type LogEnvironment,
  type LogWrite,
} from './log-environment.ts';
import { encodeFeed } from './log-feed.ts';
import { decodeRecord1, openRecords } from './log-format-1.ts';
import type { LogEntry, LogPosition } from './update-log.ts';

const BATCH_RECORDS = 500;
const BATCH_BYTES = 1024 * 1024;

/**
 * Turns a log of the first format into one of this format.
 *
 * The old entries stay as they are until the new ones are all there; then one commit switches from one to the
 * other. Interrupted before that, it starts anew the next time; after that, only the old entries remain to be
 * deleted. A record that cannot be read is carried over as it is, so that its cart stays unreadable.
 */
export async function upgradeLog(
  environment: LogEnvironment,
  space: FileSpace,
  crashPoints: CrashPoints,
): Promise<void> {
  crashPoints.reach('beforeUpgrade');
  for (const db of [environment.chunks, environment.feed]) await clearDatabase(environment, space, db);
  const copy = new Copy(environment, space);
  for (const { key, value } of openRecords(environment).getRange()) {
    if (copy.add(key[0], key[1], value)) continue;
    await copy.flush();
    crashPoints.reach('duringUpgrade');
  }
  await copy.flush();
  crashPoints.reach('beforeUpgradeSwitch');
  await commitWrites(environment, space, [
    { db: environment.meta, key: 'format', value: Buffer.of(LOG_FORMAT) },
    { db: environment.meta, key: 'generation', value: createGeneration() },
    { db: environment.meta, key: 'upgraded', value: Buffer.of(1) },
  ]);
  crashPoints.reach('afterUpgradeSwitch');
}

/** Deletes what an upgrade left behind. */
export async function finishUpgrade(environment: LogEnvironment, space: FileSpace): Promise<void> {
  if (!environment.meta.doesExist('upgraded')) return;
  await clearDatabase(environment, space, openRecords(environment));
  await commitWrites(environment, space, [{ db: environment.meta, key: 'upgraded' }]);
}

/** Gathers records and writes many of them at once. */
class Copy {
  readonly #environment: LogEnvironment;
  readonly #space: FileSpace;
  readonly #encoder = new AppendEncoder();
  #entries: LogEntry[] = [];
  /** Place in its cart of the first record gathered of each. */
  #starts = new Map<CartId, number>();
  #writes: LogWrite[] = [];
  #bytes = 0;
  #head: LogPosition = 0;

  constructor(environment: LogEnvironment, space: FileSpace) {
    this.#environment = environment;
    this.#space = space;
  }

  /** Gives false when it is time to write. */
  add(cartId: CartId, index: number, stored: Buffer): boolean {
    try {
      this.#entries.push({ cartId, record: decodeRecord1(stored) });
      if (!this.#starts.has(cartId)) this.#starts.set(cartId, index);
    } catch {
      this.#encode();
      const { chunks, feed } = this.#environment;
      const value = encodeUnreadableChunk(index, stored);
      this.#writes.push({ db: chunks, key: [cartId, this.#head], value });
      this.#writes.push({ db: feed, key: this.#head, value: encodeFeed([{ cartId, count: 1 }]) });
      this.#head += 1;
    }
    this.#bytes += stored.length;
    return this.#entries.length + this.#writes.length < BATCH_RECORDS && this.#bytes < BATCH_BYTES;
  }

  async flush(): Promise<void> {
    this.#encode();
    await commitWrites(this.#environment, this.#space, this.#writes);
    this.#writes = [];
    this.#bytes = 0;
  }

  #encode(): void {
    if (this.#entries.length === 0) return;
    const append = this.#encoder.encode(this.#entries, this.#head);
    // More than one append may be gathered before they are written.
    this.#encoder.forget();
    this.#writes.push(...append.writes(this.#environment, (cartId) => this.#starts.get(cartId) ?? 0));
    this.#head += append.count;
    this.#entries = [];
    this.#starts = new Map();
  }
}
