import type { CartId } from '../../cart/ids.ts';
import { RelayUnavailable, type CartDigest, type RelaySource } from './relay-source.ts';

export interface RelayDigests {
  /** Sorted by id if they are those of all carts. */
  readonly digests: ReadonlyMap<CartId, CartDigest>;
  /** Carts that the relay has and cannot read. */
  readonly unreadable: readonly CartId[];
}

/** So many carts are asked for one by one; for more, the relay's list of all is less work. */
const FEW = 50;

/** The digests of these carts, or of all: one for each, of those that the relay has. Rejects as `RelaySource` does. */
export async function readDigests(relay: RelaySource, cartIds?: readonly CartId[]): Promise<RelayDigests> {
  if (cartIds !== undefined && cartIds.length <= FEW) {
    const digests = await readEach(relay, cartIds);
    if (digests) return { digests, unreadable: [] };
  }
  const { carts, unreadable } = await relay.listCarts();
  const isWanted = (id: CartId) => cartIds?.includes(id) ?? true;
  return {
    digests: new Map(carts.map((cart) => [cart.cartId, cart])),
    unreadable: unreadable.filter(isWanted),
  };
}

/** `null` if one could not be had: the list tells whether it is that cart's fault or the relay's. */
async function readEach(
  relay: RelaySource,
  cartIds: readonly CartId[],
): Promise<ReadonlyMap<CartId, CartDigest> | null> {
  const digests = new Map<CartId, CartDigest>();
  try {
    for (const cartId of cartIds) {
      const digest = await relay.readDigest(cartId);
      if (digest) digests.set(cartId, digest);
    }
    return digests;
  } catch (error) {
    if (error instanceof RelayUnavailable) return null;
    throw error;
  }
}
