import type { CartId } from '../../cart/ids.ts';
import type { Hash } from '../../protocol/hash.ts';
import type { CartCopy, StructPlace } from '../copies/cart-copy.ts';

/** A cart in the relay's list. */
export interface RelayCart extends CartDigest {
  readonly cartId: CartId;
  /** When the relay last stored an operation of it, milliseconds since 1970; `null` if never. */
  readonly updatedAt: number | null;
}

export interface RelayCarts {
  /** Sorted by id. */
  readonly carts: readonly RelayCart[];
  /** Carts that the relay has and cannot read. */
  readonly unreadable: readonly CartId[];
}

/** A cart in one hash, as of when it was read. */
export interface CartDigest {
  readonly digest: Hash;
  readonly ops: number;
}

/** A cart with everything that is needed to make the relay's document again. */
export interface RelayCopy extends CartCopy {
  /** The Yjs update that makes the document. */
  readonly doc: Uint8Array;
  /** As Yjs encodes it. */
  readonly stateVector: Uint8Array;
}

/** What became of operations given to the relay. */
export interface Delivery {
  /** How many are durable there now, those it had already among them. */
  readonly durable: number;
  /** Why the others are not, in words; `null` if there are none. */
  readonly refusal: string | null;
}

/** Place in the relay's log up to which everything has been seen, and the log that this is true of. */
export interface FeedPosition {
  readonly generation: string;
  /** The first position not yet seen. */
  readonly position: number;
}

/**
 * The relay, as the exporter and the reconciler see it.
 *
 * Every method rejects with `RelayUnavailable` or `RelayRefused`; a cart that cannot be read is never an
 * empty one.
 */
export interface RelaySource {
  /** For people. */
  readonly name: string;
  listCarts(): Promise<RelayCarts>;
  /** The cart in one hash; `null` if the relay has none by this name. */
  readDigest(cartId: CartId): Promise<CartDigest | null>;
  /** Every durable operation; none if the relay has no cart by this name. */
  readCart(cartId: CartId): Promise<RelayCopy>;
  /** Version of the relay's fold. */
  readReducerVersion(cartId: CartId): Promise<number>;
  /** Gives the relay operations as a client would; resolves when it has stored or refused them. */
  send(cartId: CartId, structs: readonly StructPlace[]): Promise<Delivery>;
  /** Where the feed of changes stands; `null` if this relay has none. */
  feedHead(): Promise<FeedPosition | null>;
  /** Carts that have changed, from that position on, until the signal; ends when the log is another one. */
  follow(from: FeedPosition, signal: AbortSignal): AsyncIterable<RelayChange>;
}

export interface RelayChange {
  readonly cartId: CartId;
  readonly position: number;
}

/** Not there, not answering, shutting down, or a cart of it cannot be read. */
export class RelayUnavailable extends Error {
  override readonly name = 'RelayUnavailable';
}

/** The relay said no: no valid token, not allowed. */
export class RelayRefused extends Error {
  override readonly name: string = 'RelayRefused';
}

/** It said so to whoever asks, whatever is asked: no token, one that it does not take, or one for less. */
export class RelayForbidden extends RelayRefused {
  override readonly name = 'RelayForbidden';
}
