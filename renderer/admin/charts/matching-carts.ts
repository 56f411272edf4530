import type { CartId } from '../../../cart/ids.ts';

/** The most that are shown at once. */
const SHOWN = 50;

/** Carts with this in their names: those that begin with it first, and how many more there are. */
export function matchingCarts(
  carts: readonly CartId[],
  text: string,
): { readonly shown: readonly CartId[]; readonly more: number } {
  const wanted = text.trim().toLocaleLowerCase();
  const placeOf = (cartId: CartId) => cartId.toLocaleLowerCase().indexOf(wanted);
  const found = carts.filter((cartId) => placeOf(cartId) >= 0);
  const first = found.filter((cartId) => placeOf(cartId) === 0);
  const others = found.filter((cartId) => placeOf(cartId) > 0);
  const shown = [...first, ...others].slice(0, SHOWN);
  return { shown, more: found.length - shown.length };
}
