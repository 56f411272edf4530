import type { CartId } from '../../cart/ids.ts';
import { readCustom, readUpdates } from './database.ts';
import { databaseNameOf } from './database-name.ts';
import { StoreMemory } from './store-memory.ts';

/** What is stored of a cart on this computer, unchecked. */
export interface StoredCart {
  readonly updates: readonly unknown[];
  /** Whether operations were ever saved. */
  readonly hasHeldOperations: boolean;
  /** What is remembered of what the relay has: a state vector, as Yjs encodes it. */
  readonly durable: unknown;
}

/**
 * Reads a cart's database as it is; makes none, changes none, and lets go at once, so that windows that work with
 * it notice nothing.
 */
export async function readStoredCart(
  { indexedDB, localStorage }: Pick<Window, 'indexedDB' | 'localStorage'>,
  cartId: CartId,
  relayKey: string | null,
): Promise<StoredCart> {
  const name = databaseNameOf(cartId);
  const { hasHeldOperations } = new StoreMemory(localStorage, name);
  const db = await openExisting(indexedDB, name);
  if (!db) return { updates: [], hasHeldOperations, durable: undefined };
  try {
    const updates = await readUpdates(db);
    const durable = relayKey === null ? undefined : await readCustom(db, relayKey);
    return { updates, hasHeldOperations, durable };
  } finally {
    db.close();
  }
}

/** `null` if there is none: one that would have to be made is not. */
function openExisting(factory: IDBFactory, name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name);
    let isMissing = false;
    request.onupgradeneeded = () => {
      isMissing = true;
      request.transaction?.abort();
    };
    request.onsuccess = () => {
      const db = request.result;
      // A window that wants to delete it does not have to wait for us.
      db.onversionchange = () => db.close();
      resolve(db);
    };
    request.onerror = () => {
      if (isMissing) resolve(null);
      else reject(request.error ?? new Error('the database does not open'));
    };
    request.onblocked = () => reject(new Error('another window is changing the database'));
  });
}
