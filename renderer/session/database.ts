/**
 * A cart's database in IndexedDB, laid out as y-indexeddb does it: a store `updates` of Yjs updates under
 * rising numbers, and a store `custom` for everything else.
 */
const UPDATES = 'updates';
const CUSTOM = 'custom';

/** The database of that name, made if there is none. Rejects rather than wait for another window to let go. */
export function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(UPDATES, { autoIncrement: true });
      request.result.createObjectStore(CUSTOM);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the database does not open'));
    request.onblocked = () => reject(new Error('another window is changing the database'));
  });
}

export async function deleteDatabase(factory: IDBFactory, name: string): Promise<void> {
  await resultOf(factory.deleteDatabase(name));
}

/** All updates in the order they were written, whatever is stored as one. */
export async function readUpdates(db: IDBDatabase): Promise<readonly unknown[]> {
  const transaction = db.transaction(UPDATES, 'readonly');
  return resultOf(transaction.objectStore(UPDATES).getAll());
}

/** A value kept under a key beside the updates. */
type Custom = readonly [key: string, value: unknown];

/**
 * Adds an update, and what is to be kept along with it: both or neither. Resolves when they are on disk, not
 * before: the whole transaction, flushed.
 */
export function appendUpdate(db: IDBDatabase, update: Uint8Array, along: readonly Custom[]): Promise<void> {
  return change(db, [UPDATES, CUSTOM], 'strict', (updates, custom) => {
    updates.add(update);
    for (const [key, value] of along) custom.put(value, key);
  });
}

/**
 * Puts one update in the place of all that are there.
 *
 * It reads, writes and deletes in one transaction, so it takes away exactly what it merged, whatever another
 * window adds at the same time.
 */
export function compactUpdates(db: IDBDatabase, merge: (updates: Uint8Array[]) => Uint8Array): Promise<void> {
  return change(db, [UPDATES], 'strict', (store) => {
    const updates = store.getAll() as IDBRequest<Uint8Array[]>;
    const keys = store.getAllKeys();
    keys.onsuccess = () => {
      store.add(merge(updates.result));
      for (const key of keys.result) store.delete(key);
    };
  });
}

export async function readCustom(db: IDBDatabase, key: string): Promise<unknown> {
  return resultOf(db.transaction(CUSTOM, 'readonly').objectStore(CUSTOM).get(key));
}

export function writeCustom(db: IDBDatabase, key: string, value: unknown): Promise<void> {
  return change(db, [CUSTOM], 'default', (store) => store.put(value, key));
}

/** Values beyond this size go to files of their own, past the log. */
const PADDING_BYTES = 60 * 1024;
const PADDING_ROWS = 120;

/**
 * Makes Chromium begin a new log, by writing more than an old one takes and deleting it again.
 *
 * A write that a full disk cut short leaves half a record in the log of LevelDB, below IndexedDB. Opened
 * again, it goes on behind that half, and reads well for as long as it is open; at the next start the log
 * counts as corrupt, and Chromium throws away every database of the origin.
 */
export async function renewLog(db: IDBDatabase): Promise<void> {
  const keys = Array.from({ length: PADDING_ROWS }, (_, row) => `padding ${row}`);
  await change(db, [CUSTOM], 'strict', (store) => {
    for (const key of keys) store.put(new Uint8Array(PADDING_BYTES), key);
  });
  await change(db, [CUSTOM], 'strict', (store) => {
    for (const key of keys) store.delete(key);
  });
}

/**
 * One transaction on these stores, all of it or nothing. A request that cannot even be made (a value that
 * cannot be copied, say) ends it, too.
 */
function change(
  db: IDBDatabase,
  storeNames: readonly [string, ...string[]],
  durability: IDBTransactionDurability,
  request: (store: IDBObjectStore, second: IDBObjectStore) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(storeNames, 'readwrite', { durability });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the database gave up the change'));
    try {
      const [first, second = first] = storeNames;
      request(transaction.objectStore(first), transaction.objectStore(second));
    } catch (error) {
      // The first rejection counts: it says more than the abort will.
      reject(error instanceof Error ? error : new Error(String(error)));
      transaction.abort();
    }
  });
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('reading failed'));
  });
}
