import type { CartId } from '../../cart/ids.ts';

const MOST_CARTS = 100_000;

interface Tally {
  records: number;
  /** Since the cart was compacted, or since the log was opened. */
  chunks: number;
}

/** What is known of the carts that were written to lately: how many records each has, and in how many chunks. */
export class CartTallies {
  readonly #carts = new Map<CartId, Tally>();
  readonly #manyChunks: number;
  readonly #onMany: (cartId: CartId) => void;

  /** Calls back each time so many chunks of a cart were added. */
  constructor(manyChunks: number, onMany: (cartId: CartId) => void) {
    this.#manyChunks = manyChunks;
    this.#onMany = onMany;
  }

  /** How many records the cart has before a chunk of that many more comes. */
  take(cartId: CartId, more: number, lookUp: () => number): number {
    let tally = this.#carts.get(cartId);
    if (!tally) {
      tally = { records: lookUp(), chunks: 0 };
      if (this.#carts.size >= MOST_CARTS) this.#carts.clear();
      this.#carts.set(cartId, tally);
    }
    const before = tally.records;
    tally.records += more;
    tally.chunks += 1;
    if (tally.chunks === this.#manyChunks) {
      tally.chunks = 0;
      this.#onMany(cartId);
    }
    return before;
  }

  /** Some of what was counted may not have come to be. */
  clear(): void {
    this.#carts.clear();
  }
}
