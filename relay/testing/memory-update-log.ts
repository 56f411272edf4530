import { randomUUID } from 'node:crypto';
import type { CartId } from '../../cart/ids.ts';
import type {
  FeedRequest,
  LogEntry,
  LogPosition,
  LogRecord,
  RecoveryWindow,
  Salvage,
  StoredEntry,
  StoredRecord,
  UpdateLog,
} from '../log/update-log.ts';

/** Contents that outlive the log, as a disk does. */
export type MemoryDisk = Map<CartId, StoredRecord[]>;

const generations = new WeakMap<MemoryDisk, string>();

/** A log in memory, for tests that are about something else. */
export class MemoryUpdateLog implements UpdateLog {
  readonly generation: string;
  readonly recovery: RecoveryWindow | null = null;
  readonly #disk: MemoryDisk;
  #head: LogPosition;

  constructor(disk: MemoryDisk = new Map()) {
    this.#disk = disk;
    this.#head = [...disk.values()].reduce((sum, { length }) => sum + length, 0);
    this.generation = generations.get(disk) ?? randomUUID();
    generations.set(disk, this.generation);
  }

  get head(): LogPosition {
    return this.#head;
  }

  async append(entries: readonly LogEntry[]): Promise<void> {
    const copies = new Map<CartId, LogRecord[]>();
    for (const { cartId, record } of entries) {
      const copy = { ...record, bytes: Uint8Array.from(record.bytes) };
      copies.set(cartId, [...(copies.get(cartId) ?? []), copy]);
    }
    // As on a disk, there is a moment at which nothing has happened yet.
    await Promise.resolve();
    for (const [cartId, added] of copies) {
      const records = this.#disk.get(cartId) ?? [];
      for (const record of added) records.push({ ...record, position: this.#head++ });
      this.#disk.set(cartId, records);
    }
  }

  read(cartId: CartId): Promise<readonly StoredRecord[]> {
    return Promise.resolve([...(this.#disk.get(cartId) ?? [])]);
  }

  readFeed({ from, limit, cartId }: FeedRequest): Promise<readonly StoredEntry[]> {
    const carts = cartId === undefined ? [...this.#disk.keys()] : [cartId];
    const entries = carts.flatMap((id) =>
      (this.#disk.get(id) ?? [])
        .filter(({ position }) => position >= from)
        .map((record) => ({ cartId: id, record })),
    );
    entries.sort((a, b) => a.record.position - b.record.position);
    return Promise.resolve(entries.slice(0, limit));
  }

  async salvage(cartId: CartId): Promise<Salvage> {
    return { cartId, records: await this.read(cartId), damage: [] };
  }

  listCarts(): Promise<readonly CartId[]> {
    return Promise.resolve([...this.#disk.keys()].sort());
  }

  async probe(): Promise<void> {
    // Memory can always be written.
  }

  async close(): Promise<void> {
    // Nothing to let go of.
  }
}
