import type { CartId, UserId } from '../../cart/ids.ts';
import type { LimitName, Limits } from '../../protocol/limits.ts';
import { isLoopback } from './source-rates.ts';

/** Whose connection it is, and to which cart. */
export interface Attachment {
  readonly address: string;
  readonly user: UserId | null;
  readonly cartId: CartId;
}

type CountedLimit = Extract<LimitName, `maxConnections${string}`>;

/** How many connections there are: in all, from each address, by each user, at each cart. */
export class ConnectionCounts {
  readonly #limits: Pick<Limits, CountedLimit>;
  readonly #counts = new Map<string, number>();

  constructor(limits: Pick<Limits, CountedLimit>) {
    this.#limits = limits;
  }

  /** How many there are in all. */
  get size(): number {
    return this.#of('all');
  }

  /** Counts one more, or gives the limit that it would exceed. Whoever is counted MUST be taken out again. */
  add(attachment: Attachment): CountedLimit | null {
    const places = placesOf(attachment);
    for (const [limit, key] of places) if (this.#of(key) >= this.#limits[limit]) return limit;
    for (const [, key] of places) this.#counts.set(key, this.#of(key) + 1);
    return null;
  }

  remove(attachment: Attachment): void {
    for (const [, key] of placesOf(attachment)) {
      const left = this.#of(key) - 1;
      if (left > 0) this.#counts.set(key, left);
      else this.#counts.delete(key);
    }
  }

  #of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }
}

/** Where it counts, by limit. */
function placesOf({ address, user, cartId }: Attachment): readonly (readonly [CountedLimit, string])[] {
  const places: [CountedLimit, string][] = [
    ['maxConnections', 'all'],
    ['maxConnectionsPerCart', `cart ${cartId}`],
  ];
  if (!isLoopback(address)) places.push(['maxConnectionsPerAddress', `address ${address}`]);
  if (user !== null) places.push(['maxConnectionsPerUser', `user ${user}`]);
  return places;
}
