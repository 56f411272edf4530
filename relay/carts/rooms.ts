import type { Logger } from 'pino';
import { reasonOf } from '../../cart/result.ts';
import type { CartId } from '../../cart/ids.ts';
import type { Clock } from '../../cart/hlc.ts';
import type { Limits } from '../../protocol/limits.ts';
import { CartLedger } from './cart-ledger.ts';
import type { CrashPoints } from '../log/crash-points.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Guard } from '../limits/guard.ts';
import type { Peer } from './peer.ts';
import { Room } from './room.ts';
import type { Cancel, Timers } from '../timers.ts';
import type { UpdateLog } from '../log/update-log.ts';

export interface RoomsOptions {
  readonly log: UpdateLog;
  readonly commit: GroupCommit<Peer>;
  readonly guard: Guard;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly crashPoints: CrashPoints;
}

interface Slot {
  readonly loading: Promise<Room>;
  /** Once loaded. */
  room: Room | null;
  users: number;
  cancelUnload: Cancel;
}

/** Carts whose fault is remembered, so as not to repeat it. */
const MOST_COMPLAINTS = 10_000;

/** There are as many carts in memory as there may be, and somebody is at each. */
export class RoomsFull extends Error {
  override readonly name = 'RoomsFull';
}

/**
 * The carts in memory: loaded when first asked for, each once however many ask, and forgotten some time after
 * the last one left.
 *
 * A cart that cannot be loaded is no empty cart: whoever asked is told, nothing is kept, and the next one to
 * ask makes a new attempt. The log says so once, until the cart can be loaded again.
 */
export class Rooms {
  readonly #options: RoomsOptions;
  readonly #slots = new Map<CartId, Slot>();
  /** Carts in memory that nobody is at, with the bytes of their operations: the one left longest ago first. */
  readonly #idle = new Map<CartId, number>();
  #idleBytes = 0;
  /** Carts that cannot be loaded, and why. */
  readonly #unreadable = new Map<CartId, string>();

  constructor(options: RoomsOptions) {
    this.#options = options;
  }

  /**
   * The cart's room, in memory until `leave` is called as often. Rejects if the cart cannot be read, and with
   * `RoomsFull` if there are too many in memory that somebody is at.
   */
  async enter(cartId: CartId): Promise<Room> {
    if (!this.#slots.has(cartId)) this.#makeRoom(cartId);
    const slot = this.#slots.get(cartId) ?? this.#open(cartId);
    slot.users += 1;
    slot.cancelUnload();
    this.#forgetIdle(cartId);
    return slot.loading;
  }

  leave({ cartId }: Room): void {
    const slot = this.#slots.get(cartId);
    if (!slot) throw new Error(`nobody is in ${cartId}`);
    slot.users -= 1;
    if (slot.users === 0) this.#rest(cartId, slot);
  }

  /** The cart's room if it is in memory. */
  loaded(cartId: CartId): Room | null {
    return this.#slots.get(cartId)?.room ?? null;
  }

  /** How many carts are in memory. */
  get size(): number {
    return this.#slots.size;
  }

  /** Looks at a cart, without keeping it in memory for that. Rejects if it cannot be read. */
  async read<T>(cartId: CartId, look: (ledger: CartLedger, peers: number) => T): Promise<T> {
    const room = await this.#slots.get(cartId)?.loading;
    if (room) return look(room.ledger, room.peerCount);
    return look(await this.#loadLedger(cartId), 0);
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

  /** With as many carts in memory as there may be, one that nobody is at goes before its time. */
  #makeRoom(wanted: CartId): void {
    const { limits, guard } = this.#options;
    if (this.#slots.size < limits.maxRooms) return;
    for (const cartId of this.#idle.keys()) if (this.#unload(cartId)) return;
    guard.incidents.limited({ peer: 'somebody', cartId: wanted }, 'maxRooms', 'asked to come back');
    throw new RoomsFull('too many carts are in use');
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
        this.#complain(cartId, error);
      },
    );
    return slot;
  }

  async #load(cartId: CartId): Promise<Room> {
    return new Room(await this.#loadLedger(cartId), this.#options);
  }

  async #loadLedger(cartId: CartId): Promise<CartLedger> {
    const ledger = await CartLedger.load(cartId, this.#options.log);
    this.#unreadable.delete(cartId);
    return ledger;
  }

  #complain(cartId: CartId, error: unknown): void {
    const reason = reasonOf(error);
    if (this.#unreadable.get(cartId) === reason) return;
    if (this.#unreadable.size >= MOST_COMPLAINTS) this.#unreadable.clear();
    this.#unreadable.set(cartId, reason);
    this.#options.logger.error({ cartId, err: error }, 'a cart cannot be loaded; nobody can use it');
  }

  /** Nobody is at it any more: it goes after a while, or sooner if too much is in memory that nobody is at. */
  #rest(cartId: CartId, slot: Slot): void {
    const bytes = slot.room?.ledger.byteCount ?? 0;
    this.#idle.set(cartId, bytes);
    this.#idleBytes += bytes;
    this.#unloadLater(cartId, slot);
    for (const other of this.#idle.keys()) {
      if (this.#idleBytes <= this.#options.limits.maxIdleCartBytes) return;
      this.#unload(other);
    }
  }

  #unloadLater(cartId: CartId, slot: Slot): void {
    const { timers, limits } = this.#options;
    slot.cancelUnload = timers.after(limits.idleCartMs, () => {
      if (!this.#unload(cartId)) this.#unloadLater(cartId, slot);
    });
  }

  /** Whether a cart that nobody is at could go: operations of who has left may be on their way to the log. */
  #unload(cartId: CartId): boolean {
    const slot = this.#slots.get(cartId);
    if (slot?.room?.ledger.hasInFlight) return false;
    slot?.cancelUnload();
    this.#slots.delete(cartId);
    this.#forgetIdle(cartId);
    return true;
  }

  #forgetIdle(cartId: CartId): void {
    this.#idleBytes -= this.#idle.get(cartId) ?? 0;
    this.#idle.delete(cartId);
  }
}
