import type { CartId } from '../../cart/ids.ts';
import type { LogEntry, LogRecord, UpdateLog } from '../update-log.ts';

/** Contents that outlive the log, as a disk does. */
export type MemoryDisk = Map<CartId, LogRecord[]>;

/** A log in memory, for tests that are about something else. */
export class MemoryUpdateLog implements UpdateLog {
  readonly #disk: MemoryDisk;

  constructor(disk: MemoryDisk = new Map()) {
    this.#disk = disk;
  }

  async append(entries: readonly LogEntry[]): Promise<void> {
    const copies = entries.map(({ cartId, record }) => ({
      cartId,
      record: { ...record, bytes: Uint8Array.from(record.bytes) },
    }));
    // As on a disk, there is a moment at which nothing has happened yet.
    await Promise.resolve();
    for (const { cartId, record } of copies) {
      const records = this.#disk.get(cartId);
      if (records) records.push(record);
      else this.#disk.set(cartId, [record]);
    }
  }

  read(cartId: CartId): Promise<readonly LogRecord[]> {
    return Promise.resolve([...(this.#disk.get(cartId) ?? [])]);
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
