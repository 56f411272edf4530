import type { Clock } from '../../cart/hlc.ts';
import type { CartId } from '../../cart/ids.ts';
import { viewCart } from '../../cart/view.ts';
import type { CartSummary } from '../../protocol/http.ts';
import type { CartLedger } from '../carts/cart-ledger.ts';
import { cartSummary } from './http-views.ts';
import type { Rooms } from '../carts/rooms.ts';

/** How many summaries are remembered, of the carts asked for last. */
const MAX_REMEMBERED = 100_000;

interface Remembered {
  readonly summary: Omit<CartSummary, 'peers'>;
  /** When a sale ends, and the totals with it; milliseconds since 1970. */
  readonly until: number;
}

/**
 * The carts' summaries, folded anew only for carts that have changed.
 *
 * A cart that is not in memory cannot have changed since it last was: whoever writes to it loads it.
 */
export class CartSummaries {
  readonly #rooms: Rooms;
  readonly #clock: Clock;
  readonly #remembered = new Map<CartId, Remembered>();

  constructor(rooms: Rooms, clock: Clock) {
    this.#rooms = rooms;
    this.#clock = clock;
  }

  /** Rejects if the cart cannot be read. */
  async of(cartId: CartId): Promise<CartSummary> {
    const now = this.#clock();
    const room = this.#rooms.loaded(cartId);
    const known = this.#remembered.get(cartId);
    const isCurrent =
      known !== undefined && now < known.until && (room === null || room.ledger.size === known.summary.ops);
    if (isCurrent) return { ...known.summary, peers: room?.peerCount ?? 0 };
    return this.#rooms.read(cartId, (ledger, peers) => ({ ...this.#summarise(ledger, now), peers }));
  }

  #summarise(ledger: CartLedger, now: number): Remembered['summary'] {
    const view = viewCart(ledger.folded.fold, now);
    const summary = cartSummary(ledger, view);
    this.#remembered.delete(ledger.cartId);
    this.#remembered.set(ledger.cartId, { summary, until: view.nextExpiry ?? Infinity });
    if (this.#remembered.size > MAX_REMEMBERED) {
      for (const oldest of this.#remembered.keys()) {
        this.#remembered.delete(oldest);
        break;
      }
    }
    return summary;
  }
}
