import type { Clock } from '../../cart/hlc.ts';
import type { CartId, RandomBytes } from '../../cart/ids.ts';
import { CartWriter } from './cart-writer.ts';
import type { Room } from '../carts/room.ts';
import type { Rooms } from '../carts/rooms.ts';

export interface CartWritersOptions {
  readonly rooms: Rooms;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly maxOpBytes: number;
}

/** The relay's own writers: one for each cart, for as long as it is in memory. */
export class CartWriters {
  readonly #options: CartWritersOptions;
  readonly #writers = new WeakMap<Room, CartWriter>();

  constructor(options: CartWritersOptions) {
    this.#options = options;
  }

  /** Lets somebody write to a cart, which stays in memory meanwhile. Rejects if it cannot be read. */
  async use<T>(cartId: CartId, run: (writer: CartWriter) => Promise<T>): Promise<T> {
    const { rooms } = this.#options;
    const room = await rooms.enter(cartId);
    try {
      return await run(this.#writerOf(room));
    } finally {
      rooms.leave(room);
    }
  }

  #writerOf(room: Room): CartWriter {
    let writer = this.#writers.get(room);
    if (!writer) this.#writers.set(room, (writer = new CartWriter({ ...this.#options, room })));
    return writer;
  }
}
