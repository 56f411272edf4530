import type { Limits } from '../../protocol/limits.ts';
import { TokenBucket } from './token-bucket.ts';

export type MeterLimits = Pick<Limits, 'messagesPerSecond' | 'messageBurst' | 'bytesPerSecond' | 'byteBurst'>;

/** What all connections of one user share. */
export interface UserBuckets {
  readonly messages: TokenBucket;
  readonly bytes: TokenBucket;
}

/** How fast a connection sends, and all of its user's together. */
export class MessageMeter {
  readonly #messages: TokenBucket;
  readonly #bytes: TokenBucket;
  /** `null` where nobody is known by name. */
  readonly #user: UserBuckets | null;

  constructor(limits: MeterLimits, user: UserBuckets | null, now: number) {
    this.#messages = new TokenBucket(
      { burst: limits.messageBurst, perSecond: limits.messagesPerSecond },
      now,
    );
    this.#bytes = new TokenBucket({ burst: limits.byteBurst, perSecond: limits.bytesPerSecond }, now);
    this.#user = user;
  }

  /** Counts a message; gives the milliseconds for which nothing more should be read, mostly 0. */
  count(bytes: number, now: number): number {
    const wait = Math.max(this.#messages.take(1, now), this.#bytes.take(bytes, now));
    if (this.#user === null) return wait;
    return Math.max(wait, this.#user.messages.take(1, now), this.#user.bytes.take(bytes, now));
  }
}
