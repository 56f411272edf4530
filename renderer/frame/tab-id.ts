import type { Place } from '../../protocol/ipc.ts';

/** The id of a place's tab in the page. */
export const tabIdOf = (place: Place): string =>
  `tab-${place === 'carts' ? 'of-all-carts' : `cart-${place}`}`;
