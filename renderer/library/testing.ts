import type { CartId } from '../../cart/ids.ts';
import type { CartFigures, CartRecord } from '../../protocol/library.ts';

/** A record of a cart as tests need it: an active one on a server, opened once, unless they say otherwise. */
export function cartRecord({
  cartId = 'kitchen',
  title,
  ...rest
}: Partial<Omit<CartRecord, 'cartId'>> & { cartId?: string; title?: string } = {}): CartRecord {
  const figures: CartFigures = {
    ...{ title: title ?? '', products: 0, units: 0, totals: {}, changedAt: null, unsent: 0 },
  };
  return {
    cartId: cartId as CartId,
    relayUrl: 'wss://relay.example/sync',
    ...{ shelf: 'active', isTemplate: false, addedAt: 0, openedAt: 0 },
    figures: title === undefined ? null : figures,
    ...rest,
  };
}
