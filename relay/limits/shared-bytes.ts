/** Somebody who is told when there is room again. */
export interface Waiter {
  resume(): void;
}

/**
 * Bytes that many hold together, and who waits until there are fewer.
 *
 * Whoever adds to it while it is over its limit is to wait; everybody goes on together once it is under.
 */
export class SharedBytes {
  readonly #limit: number;
  readonly #waiting = new Set<Waiter>();
  #held = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get held(): number {
    return this.#held;
  }

  /** Adds bytes; false says to wait for `resume`. */
  add(bytes: number, waiter: Waiter): boolean {
    this.#held += bytes;
    if (this.#held <= this.#limit) return true;
    this.#waiting.add(waiter);
    return false;
  }

  remove(bytes: number): void {
    this.#held -= bytes;
    if (this.#held > this.#limit || this.#waiting.size === 0) return;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const waiter of waiting) waiter.resume();
  }

  /** It waits no longer, for whatever reason. */
  forget(waiter: Waiter): void {
    this.#waiting.delete(waiter);
  }
}
