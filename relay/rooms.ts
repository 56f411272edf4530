import type { Logger } from 'pino';
import type { CartId } from '../cart/ids.ts';
import type { Clock } from '../cart/hlc.ts';
import type { Limits } from '../protocol/limits.ts';
import { CartLedger } from './cart-ledger.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Peer } from './peer.ts';
import { Room } from './room.ts';
import type { Cancel, Timers } from './timers.ts';
import type { UpdateLog } from './update-log.ts';

export interface RoomsOptions {
  readonly log: UpdateLog;
  readonly commit: GroupCommit<Peer>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly limits: Limits;
  readonly logger: Logger;
}

interface Slot {
  readonly loading: Promise<Room>;
  /** Once loaded. */
  room: Room | null;
  users: number;
  cancelUnload: Cancel;
}

/**
 * The carts in memory: loaded when first asked for, each once however many ask, and forgotten some time after
 * the last one left.
 *
 * A cart that cannot be loaded is no empty cart: whoever asked is told, nothing is kept, and the next one to
 * ask makes a new attempt.
 */
export class Rooms {
  readonly #options: RoomsOptions;
  readonly #slots = new Map<CartId, Slot>();

  constructor(options: RoomsOptions) {
    this.#options = options;
  }

  /** The cart's room, in memory until `leave` is called as often. Rejects if the cart cannot be read. */
  async enter(cartId: CartId): Promise<Room> {
    const slot = this.#slots.get(cartId) ?? this.#open(cartId);
    slot.users += 1;
    slot.cancelUnload();
    return slot.loading;
  }

  leave({ cartId }: Room): void {
    const slot = this.#slots.get(cartId);
    if (!slot) throw new Error(`nobody is in ${cartId}`);
    slot.users -= 1;
    if (slot.users === 0) this.#unloadLater(cartId, slot);
  }

  /** Looks at a cart, without keeping it in memory for that. Rejects if it cannot be read. */
  async read<T>(cartId: CartId, look: (ledger: CartLedger, peers: number) => T): Promise<T> {
    const room = await this.#slots.get(cartId)?.loading;
    if (room) return look(room.ledger, room.peerCount);
    return look(await CartLedger.load(cartId, this.#options.log), 0);
  }

  /** Every cart with an operation or somebody at it, sorted. */
  async listCarts(): Promise<readonly CartId[]> {
    const stored = await this.#options.log.listCarts();
    const occupied = this.#loaded().filter(({ peerCount }) => peerCount > 0);
    return [...new Set([...stored, ...occupied.map(({ cartId }) => cartId)])].sort();
  }

  /** Asks everybody for what the log does not have. */
  resync(): void {
    for (const room of this.#loaded()) room.resync();
  }

  close(): void {
    for (const slot of this.#slots.values()) slot.cancelUnload();
  }

  #loaded(): readonly Room[] {
    return [...this.#slots.values()].map(({ room }) => room).filter((room) => room !== null);
  }

  #open(cartId: CartId): Slot {
    const slot: Slot = { loading: this.#load(cartId), room: null, users: 0, cancelUnload: () => undefined };
    this.#slots.set(cartId, slot);
    slot.loading.then(
      (room) => (slot.room = room),
      (error: unknown) => {
        this.#slots.delete(cartId);
        this.#options.logger.error({ cartId, err: error }, 'a cart cannot be loaded');
      },
    );
    return slot;
  }

  async #load(cartId: CartId): Promise<Room> {
    const { log, commit, clock, limits, logger } = this.#options;
    return new Room({ ledger: await CartLedger.load(cartId, log), commit, clock, limits, logger });
  }

  #unloadLater(cartId: CartId, slot: Slot): void {
    const { timers, limits } = this.#options;
    slot.cancelUnload();
    slot.cancelUnload = timers.after(limits.idleCartMs, () => {
      // Operations of someone who has left may still be on their way to the log.
      if (slot.room?.ledger.hasInFlight) this.#unloadLater(cartId, slot);
      else this.#slots.delete(cartId);
    });
  }
}
