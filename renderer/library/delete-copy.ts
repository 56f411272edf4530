import type { CartId } from '../../cart/ids.ts';
import { ok, reasonOf, refuse, type Result } from '../../cart/result.ts';
import { whileNobodyHolds } from '../session/cart-lock.ts';
import { databaseNameOf } from '../session/database-name.ts';
import { deleteDatabase } from '../session/database.ts';

/** Where this computer keeps its carts, and who has one open. */
export interface CartStorages {
  readonly indexedDB: IDBFactory;
  readonly localStorage: Storage;
  readonly locks: LockManager;
}

/**
 * Deletes this computer's copy of a cart: its database, and what is noted of it beside. Refused while some window
 * has the cart open, and when the disk does not let go.
 */
export async function deleteCopy(
  { indexedDB, localStorage, locks }: CartStorages,
  cartId: CartId,
): Promise<Result<null, 'open' | 'storage'>> {
  try {
    const done = await whileNobodyHolds(locks, cartId, async () => {
      await deleteDatabase(indexedDB, databaseNameOf(cartId));
      for (const key of notesOn(cartId, Object.keys(localStorage))) localStorage.removeItem(key);
      return true;
    });
    return done ? ok(null) : refuse('open', 'a window has it open');
  } catch (error) {
    return refuse('storage', reasonOf(error));
  }
}

/**
 * The keys under which something is noted of a cart: `trolley/<cart> <what>`, as of its database, and
 * `trolley/<what>/…/<cart>`, as of what its window remembers. No cart's name has a space or a slash in it.
 */
export const notesOn = (cartId: CartId, keys: readonly string[]): readonly string[] =>
  keys.filter(
    (key) =>
      key.startsWith(`${databaseNameOf(cartId)} `) ||
      (key.startsWith('trolley/') && key.endsWith(`/${cartId}`)),
  );
