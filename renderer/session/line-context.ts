import type { LineContext } from '../../protocol/line-protocol.ts';
import type { DeliveryWatch } from './delivery-watch.ts';
import type { SessionParts } from './session-parts.ts';

/** What the line protocol may know of a cart that is open here, and do with it. */
export const lineContextOf = (
  { clock, replica, store, link }: SessionParts,
  delivery: DeliveryWatch,
  place: Pick<LineContext, 'cartId' | 'setOffline'>,
): LineContext => ({
  ...place,
  replica,
  currency: 'EUR',
  now: clock.now,
  saved: () => store.whenSaved(),
  countDurable: () => replica.fold.ops.size - delivery.counts.undurable,
  isOnline: () => link?.connection === 'connected',
});
