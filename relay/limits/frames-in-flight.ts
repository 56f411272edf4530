/** Smaller ones are always sent: most carts are, and their answers come and go. */
const ALWAYS_SENT_BYTES = 1024 * 1024;

/**
 * Large frames that wait to be read, each counted once however many it is sent to.
 *
 * An answer is as large as a cart, so a few that nobody reads would fill the memory. Those who join one cart
 * together share its frame.
 */
export class FramesInFlight {
  readonly #limit: number;
  readonly #holders = new Map<Uint8Array, number>();
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Of all of them together. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether a further frame of that length may be made. */
  hasRoomFor(length: number): boolean {
    return length <= ALWAYS_SENT_BYTES || this.#bytes + length <= this.#limit;
  }

  /** It is on its way to one more; `release` MUST be called when it is there, or never will be. */
  hold(frame: Uint8Array): void {
    const holders = this.#holders.get(frame) ?? 0;
    if (holders === 0) this.#bytes += frame.length;
    this.#holders.set(frame, holders + 1);
  }

  release(frame: Uint8Array): void {
    const holders = this.#holders.get(frame) ?? 0;
    if (holders > 1) {
      this.#holders.set(frame, holders - 1);
      return;
    }
    if (this.#holders.delete(frame)) this.#bytes -= frame.length;
  }
}
