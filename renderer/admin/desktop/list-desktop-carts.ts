import { isCartId, type CartId } from '../../../cart/ids.ts';

/** As cart windows name their databases; see `renderer/session/session-parts.ts`. */
const PREFIX = 'trolley/';

/** As `StoreMemory` notes of a database that it has held operations. */
const HELD = ' held operations';

export const databaseNameOf = (cartId: CartId): string => PREFIX + cartId;

/**
 * The carts that this desktop has, or had: also one whose database Chromium has thrown away. Sorted.
 *
 * A window that was opened on a cart and never had anything of it leaves an empty database, which is no copy.
 */
export async function listDesktopCarts(
  { indexedDB, localStorage }: Pick<Window, 'indexedDB' | 'localStorage'>,
  isEmpty: (cartId: CartId) => Promise<boolean>,
): Promise<readonly CartId[]> {
  const held = new Set(Object.keys(localStorage).flatMap((key) => cartOf(key, HELD)));
  for (const { name = '' } of await indexedDB.databases()) {
    for (const cartId of cartOf(name, '')) {
      if (!held.has(cartId) && !(await isEmpty(cartId))) held.add(cartId);
    }
  }
  return [...held].sort();
}

function cartOf(text: string, ending: string): readonly CartId[] {
  if (!text.startsWith(PREFIX) || !text.endsWith(ending)) return [];
  const name = text.slice(PREFIX.length, text.length - ending.length);
  return isCartId(name) ? [name] : [];
}
