import { BlockList, isIP } from 'node:net';
import type { UserId } from '../../cart/ids.ts';
import { TokenBucket, type TokenBucketOptions } from './token-bucket.ts';

/** Who something is counted for: a user, or an address where users have no names. */
export type Source = `user ${string}` | `address ${string}`;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether it is this machine: a proxy that tells no addresses, or a program of whoever runs the relay. */
export function isLoopback(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && loopback.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** `null` for nobody in particular, who is not counted: an address of this machine says nothing. */
export function sourceOf(user: UserId | null, address: string): Source | null {
  if (user !== null) return `user ${user}`;
  return isLoopback(address) ? null : `address ${address}`;
}

/** Sources with something to remember before those without are looked for. */
const MAX_REMEMBERED = 10_000;

/** How fast each source does something. Those that have been quiet for long enough are forgotten. */
export class SourceRates {
  readonly #options: TokenBucketOptions;
  readonly #buckets = new Map<Source, TokenBucket>();
  #nextSweep = MAX_REMEMBERED;

  constructor(options: TokenBucketOptions) {
    this.#options = options;
  }

  /** The source's own bucket, which it may hold on to. */
  bucketOf(source: Source, now: number): TokenBucket {
    let bucket = this.#buckets.get(source);
    if (!bucket) {
      this.#sweep(now);
      this.#buckets.set(source, (bucket = new TokenBucket(this.#options, now)));
    }
    return bucket;
  }

  /** Whether it may do it once more now. */
  tryTake(source: Source, now: number): boolean {
    return this.bucketOf(source, now).tryTake(1, now);
  }

  get size(): number {
    return this.#buckets.size;
  }

  #sweep(now: number): void {
    if (this.#buckets.size < this.#nextSweep) return;
    for (const [source, bucket] of this.#buckets) if (bucket.isFull(now)) this.#buckets.delete(source);
    // If they are all in use, looking again at once would find the same.
    this.#nextSweep = Math.max(MAX_REMEMBERED, 2 * this.#buckets.size);
  }
}
