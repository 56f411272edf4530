import * as Y from 'yjs';
import { addLine, type Command } from '../../cart/commands.ts';
import type { Fold } from '../../cart/fold.ts';
import type { CartId, OpId, UserId } from '../../cart/ids.ts';
import { Replica } from '../../cart/replica.ts';
import { encodeLedgerUpdate, gatherRuns, readLedgerUpdate } from '../../protocol/ledger-update.ts';
import { newCartCopy, type StructPlace } from '../copies/cart-copy.ts';
import { encodeStateVector } from '../sources/relay-connection.ts';
import {
  RelayUnavailable,
  type FeedPosition,
  type RelayCopy,
  type RelaySource,
} from '../sources/relay-source.ts';

interface Stored extends StructPlace {
  readonly id: OpId;
  readonly op: unknown;
}

/** A relay in memory whose data can be damaged. */
export class MemoryRelay implements RelaySource {
  readonly name = 'the relay in memory';
  readonly #carts = new Map<CartId, Stored[]>();
  readonly #feed: CartId[] = [];
  #sessions = 0;
  readonly generation = 'one';
  reducerVersion = 1;
  isDown = false;
  readonly unreadable = new Set<CartId>();
  /** Called before each cart is read. */
  onRead: (cartId: CartId) => void | Promise<void> = () => undefined;
  /** How often each method was called. */
  calls: Record<string, number> = {};
  #wake: () => void = () => undefined;

  /** A person's copy of a cart, which tells the relay of every change unless it is offline. */
  join(cartId: CartId, user = 'ana', { isOffline = false } = {}) {
    const doc = new Y.Doc();
    for (const struct of this.#carts.get(cartId) ?? []) {
      Y.applyUpdate(doc, encodeLedgerUpdate(gatherRuns([struct])));
    }
    this.#sessions += 1;
    const session = this.#sessions;
    const replica = new Replica(doc, {
      user: user as UserId,
      clock: () => 1_700_000_000_000 + this.#feed.length,
      randomBytes: (length) => new Uint8Array(length).fill(session),
    });
    if (!isOffline) doc.on('update', (update: Uint8Array) => this.store(cartId, update));
    return {
      ...{ doc, replica },
      perform: (command: (fold: Fold) => Command) => replica.perform(command(replica.fold)),
    };
  }

  /** A cart in which somebody added so many things. */
  fill(name: string, ops: number): CartId {
    const cartId = name as CartId;
    const { perform } = this.join(cartId);
    for (let n = 0; n < ops; n += 1) perform((fold) => addLine(fold, product(n), price(n), 1));
    return cartId;
  }

  store(cartId: CartId, update: Uint8Array): void {
    const read = readLedgerUpdate(update);
    if (read.status === 'malformed') throw new Error(read.reason);
    const stored = this.#carts.get(cartId) ?? [];
    this.#carts.set(cartId, stored);
    for (const { client, clock, key, value, bytes } of read.structs) {
      stored.push({ client, clock, bytes: Uint8Array.from(bytes), id: key as OpId, op: value });
      this.#feed.push(cartId);
    }
    this.#wake();
  }

  /** Loses operations, as a relay restored from a backup does. */
  lose(cartId: CartId, isLost: (id: OpId) => boolean): void {
    this.#carts.set(
      cartId,
      (this.#carts.get(cartId) ?? []).filter(({ id }) => !isLost(id)),
    );
  }

  ids(cartId: CartId): readonly OpId[] {
    return (this.#carts.get(cartId) ?? []).map(({ id }) => id).sort();
  }

  structs(cartId: CartId): readonly Stored[] {
    return this.#carts.get(cartId) ?? [];
  }

  listCarts() {
    return this.#answer('listCarts', () => ({
      carts: [...this.#carts]
        .filter(([id, stored]) => stored.length > 0 && !this.unreadable.has(id))
        .map(([cartId, stored]) => ({
          ...{ cartId, ops: stored.length, updatedAt: 1_700_000_000_000 },
          digest: this.#copy(cartId).digest,
        }))
        .sort((a, b) => (a.cartId < b.cartId ? -1 : 1)),
      unreadable: [...this.unreadable],
    }));
  }

  readDigest(cartId: CartId) {
    return this.#answer('readDigest', () => {
      const { digest, ops } = this.#copy(cartId);
      return ops.size === 0 ? null : { digest, ops: ops.size };
    });
  }

  async readCart(cartId: CartId) {
    await this.onRead(cartId);
    return this.#answer('readCart', () => this.#copy(cartId));
  }

  readReducerVersion() {
    return this.#answer('readReducerVersion', () => this.reducerVersion);
  }

  send(cartId: CartId, structs: readonly StructPlace[]) {
    return this.#answer('send', () => {
      const stored = this.structs(cartId);
      const next = (client: number) => this.structs(cartId).filter((s) => s.client === client).length;
      let refusal: string | null = null;
      for (const struct of [...structs].sort((a, b) => a.client - b.client || a.clock - b.clock)) {
        if (struct.clock < next(struct.client)) continue;
        const update = encodeLedgerUpdate(gatherRuns([struct]));
        const read = readLedgerUpdate(update);
        const isTaken = read.status === 'ledger' && stored.some(({ id }) => id === read.structs[0]?.key);
        if (struct.clock > next(struct.client)) refusal = 'gap: earlier operations are missing';
        else if (isTaken) refusal = 'conflict: the id is taken';
        else this.store(cartId, update);
      }
      return { durable: structs.filter((s) => s.clock < next(s.client)).length, refusal };
    });
  }

  feedHead(): Promise<FeedPosition | null> {
    return this.#answer('feedHead', () => ({ generation: this.generation, position: this.#feed.length }));
  }

  async *follow(from: FeedPosition, signal: AbortSignal) {
    signal.addEventListener('abort', () => this.#wake());
    for (let position = from.position; !signal.aborted;) {
      const cartId = this.#feed[position];
      if (cartId === undefined) await new Promise<void>((resolve) => (this.#wake = resolve));
      else yield { cartId, position: position++ };
    }
  }

  #copy(cartId: CartId): RelayCopy {
    if (this.unreadable.has(cartId)) throw new RelayUnavailable(`cart ${cartId} cannot be read`);
    const stored = this.structs(cartId);
    const clocks = new Map<number, number>();
    for (const { client, clock } of stored) clocks.set(client, Math.max(clock + 1, clocks.get(client) ?? 0));
    return {
      ...newCartCopy(
        cartId,
        stored.map((struct) => ({ id: struct.id, op: struct.op, place: struct })),
      ),
      doc: encodeLedgerUpdate(gatherRuns(upToGaps(stored))),
      stateVector: encodeStateVector(clocks),
    };
  }

  #answer<T>(method: string, answer: () => T): Promise<T> {
    this.calls[method] = (this.calls[method] ?? 0) + 1;
    if (this.isDown) return Promise.reject(new RelayUnavailable('the relay is down'));
    return new Promise((resolve) => resolve(answer()));
  }
}

/** A document has no gaps; what was lost takes what comes after it out of it. */
function upToGaps(stored: readonly Stored[]): readonly Stored[] {
  const next = new Map<number, number>();
  return [...stored]
    .sort((a, b) => a.client - b.client || a.clock - b.clock)
    .filter(({ client, clock }) => {
      if (clock !== (next.get(client) ?? 0)) return false;
      next.set(client, clock + 1);
      return true;
    });
}

export const product = (n: number) => ({ id: `p${n}`, name: `Product ${n}` });
export const price = (n: number) => ({ amount: 100 + n, currency: 'EUR' as const });
