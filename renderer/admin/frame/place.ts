import type { CartId } from '../../../cart/ids.ts';

/** Where somebody is in the admin window, with what the page there begins with. */
export type Place =
  | { readonly name: 'carts' }
  | { readonly name: 'cart'; readonly cartId: CartId }
  /** Carts chosen beforehand; all if none are named. */
  | { readonly name: 'export'; readonly cartIds?: readonly CartId[] }
  | { readonly name: 'reconcile'; readonly cartIds?: readonly CartId[] }
  | { readonly name: 'events'; readonly cartId?: CartId }
  | { readonly name: 'charts'; readonly cartId?: CartId }
  | { readonly name: 'relay' }
  | { readonly name: 'database' };
export type PlaceName = Place['name'];
