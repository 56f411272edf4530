import type { CartId } from '../../cart/ids.ts';
import type { Cancel, Timers } from '../timers.ts';
import type { LogPosition } from './update-log.ts';

/** When carts are compacted. */
export interface CompactionSettings {
  /** Carts with that many chunks are. */
  readonly manyChunks: number;
  /** While people write this often or more, compaction waits; in milliseconds. */
  readonly quietMs: number;
  /** While more carts than this wait, it does not. */
  readonly urgentCarts: number;
}

export const compactionSettings: CompactionSettings = { manyChunks: 128, quietMs: 1_000, urgentCarts: 1_000 };

export interface CompactorOptions {
  readonly settings: CompactionSettings;
  readonly timers: Timers;
  /** How many appends there have been. */
  readonly appends: () => number;
  /** Compacts part of a cart; gives where to go on, or `null` at its end. Rejects if it cannot be done. */
  readonly step: (cartId: CartId, from: LogPosition) => Promise<LogPosition | null>;
}

/** Compacts carts in the background, a part at a time, in moments when nothing is appended. */
export class Compactor {
  readonly #options: CompactorOptions;
  readonly #due = new Map<CartId, LogPosition>();
  #cancel: Cancel | null = null;
  #seen = 0;
  #isClosed = false;

  constructor(options: CompactorOptions) {
    this.#options = options;
  }

  /** The cart has many chunks. */
  request(cartId: CartId): void {
    if (this.#isClosed || this.#due.has(cartId)) return;
    this.#due.set(cartId, 0);
    this.#schedule();
  }

  close(): void {
    this.#isClosed = true;
    this.#due.clear();
    this.#cancel?.();
  }

  #schedule(): void {
    const { timers, appends, settings } = this.#options;
    if (this.#isClosed || this.#cancel || this.#due.size === 0) return;
    this.#seen = appends();
    this.#cancel = timers.after(settings.quietMs, () => {
      this.#cancel = null;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    const { appends, step, settings } = this.#options;
    let isQuiet = appends() === this.#seen || this.#due.size > settings.urgentCarts;
    while (isQuiet && !this.#isClosed) {
      const [next] = this.#due;
      if (!next) return;
      const [cartId, from] = next;
      // A cart that cannot be compacted is left as it is; who reads it is told why.
      const position = await step(cartId, from).catch(() => null);
      this.#due.delete(cartId);
      if (position !== null) this.#due.set(cartId, position);
      isQuiet = appends() === this.#seen;
    }
    this.#schedule();
  }
}
