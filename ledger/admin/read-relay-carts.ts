import type { CartId } from '../../cart/ids.ts';
import type { RelayCartFigures, UnreadableCart } from '../../protocol/admin/carts.ts';
import { cartsBody, type CartSummary } from '../../protocol/http.ts';
import type { RelayHttp } from '../sources/relay-http.ts';
import { RelayUnavailable } from '../sources/relay-source.ts';

/** Every cart of the relay, as it lists them. Rejects as `RelaySource` does. */
export async function readRelayCarts(
  relay: RelayHttp,
): Promise<ReadonlyMap<CartId, RelayCartFigures | UnreadableCart>> {
  const all = await relay.get('/carts', cartsBody);
  if (all === null) throw new RelayUnavailable(`${relay.base} has no list of carts`);
  return new Map(
    all.map((cart) => [cart.cartId, 'error' in cart ? { unreadable: cart.error.message } : figuresOf(cart)]),
  );
}

const figuresOf = ({ ops, lines, units, totals, peers, updatedAt }: CartSummary): RelayCartFigures => ({
  ...{ ops, lines, units, totals, peers },
  updatedAt: updatedAt === null ? null : Date.parse(updatedAt),
});
