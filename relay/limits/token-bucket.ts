export interface TokenBucketOptions {
  /** As many may be taken at once. */
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * How fast something may go on: a number of tokens that fills up with time and is taken from.
 *
 * It may be taken below nothing, so that what has arrived can be dealt with and the sender be made to wait
 * afterwards. Times are milliseconds of any clock that does not run backwards.
 *
 * Source: the token bucket of RFC 2697.
 */
export class TokenBucket {
  readonly #burst: number;
  readonly #perMillisecond: number;
  #tokens: number;
  #filledAt: number;

  constructor({ burst, perSecond }: TokenBucketOptions, now: number) {
    this.#burst = burst;
    this.#perMillisecond = perSecond / 1000;
    this.#tokens = burst;
    this.#filledAt = now;
  }

  /** Whether it is as full as it gets, and so need not be remembered. */
  isFull(now: number): boolean {
    this.#fill(now);
    return this.#tokens === this.#burst;
  }

  /** Takes tokens, there or not; gives the milliseconds until none are missing, 0 if none are. */
  take(count: number, now: number): number {
    // Most of the time there are enough without filling up.
    if (this.#tokens < count) this.#fill(now);
    this.#tokens -= count;
    return this.#tokens >= 0 ? 0 : Math.ceil(-this.#tokens / this.#perMillisecond);
  }

  /** Takes tokens if there are as many. */
  tryTake(count: number, now: number): boolean {
    if (this.take(count, now) === 0) return true;
    this.#tokens += count;
    return false;
  }

  #fill(now: number): void {
    const passed = Math.max(0, now - this.#filledAt);
    this.#tokens = Math.min(this.#burst, this.#tokens + passed * this.#perMillisecond);
    this.#filledAt = now;
  }
}
