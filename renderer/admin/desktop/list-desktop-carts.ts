import type { CartId } from '../../../cart/ids.ts';
import { cartOfName } from '../../session/database-name.ts';

/** As `StoreMemory` notes of a database that it has held operations. */
const HELD = ' held operations';

/**
 * The carts that this desktop has, or had: also one whose database Chromium has thrown away. Sorted.
 *
 * A window that was opened on a cart and never had anything of it leaves an empty database, which is no copy.
 */
export async function listDesktopCarts(
  { indexedDB, localStorage }: Pick<Window, 'indexedDB' | 'localStorage'>,
  isEmpty: (cartId: CartId) => Promise<boolean>,
): Promise<readonly CartId[]> {
  const isCart = (cartId: CartId | null) => cartId !== null;
  const held = new Set(
    Object.keys(localStorage)
      .map((key) => cartOfName(key, HELD))
      .filter(isCart),
  );
  for (const { name = '' } of await indexedDB.databases()) {
    const cartId = cartOfName(name);
    if (cartId !== null && !held.has(cartId) && !(await isEmpty(cartId))) held.add(cartId);
  }
  return [...held].sort();
}
