import type { Clock } from '../../cart/hlc.ts';
import type { Limits } from '../../protocol/limits.ts';
import { SourceRates, type Source } from './source-rates.ts';

const HOUR_S = 3_600;

/** How many carts there are, and how fast each user, or address, begins new ones. */
export class CartQuota {
  readonly #maxCarts: number;
  readonly #clock: Clock;
  readonly #begun: SourceRates;
  #carts = 0;

  constructor(
    { maxCarts, maxCartsBegunPerHour }: Pick<Limits, 'maxCarts' | 'maxCartsBegunPerHour'>,
    clock: Clock,
  ) {
    this.#maxCarts = maxCarts;
    this.#clock = clock;
    this.#begun = new SourceRates({ burst: maxCartsBegunPerHour, perSecond: maxCartsBegunPerHour / HOUR_S });
  }

  /** Carts that the log has when the relay starts. */
  found(carts: number): void {
    this.#carts += carts;
  }

  /** Counts a cart that gets its first operation; gives the limit that it would exceed instead. */
  begin(source: Source | null): 'maxCarts' | 'maxCartsBegunPerHour' | null {
    if (this.#carts >= this.#maxCarts) return 'maxCarts';
    if (source !== null && !this.#begun.tryTake(source, this.#clock())) return 'maxCartsBegunPerHour';
    this.#carts += 1;
    return null;
  }

  /** Its first operations were not stored after all. */
  undo(): void {
    this.#carts -= 1;
  }
}
