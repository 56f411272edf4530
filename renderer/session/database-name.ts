import { isCartId, type CartId } from '../../cart/ids.ts';

const PREFIX = 'trolley/';

/** What the database of a cart is called; so are its lock and the channel of its windows. */
export const databaseNameOf = (cartId: CartId): string => PREFIX + cartId;

/** The cart whose database, or what is noted of it under that ending, is called so; `null` for anything else. */
export function cartOfName(text: string, ending = ''): CartId | null {
  if (!text.startsWith(PREFIX) || !text.endsWith(ending)) return null;
  const name = text.slice(PREFIX.length, text.length - ending.length);
  return isCartId(name) ? name : null;
}
