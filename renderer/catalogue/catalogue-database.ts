import * as v from 'valibot';
import {
  catalogueAboutSchema,
  catalogueProductSchema,
  type CatalogueAbout,
  type CatalogueProduct,
} from './catalogue-product.ts';
import { usageSchema, type Usage } from './usage.ts';

/** Products that are stored as one record, so that reading none of them takes long. */
const CHUNK = 500;

/** Of its own, beside those of the carts; a profile has one. */
const NAME = 'trolley-catalogue';

const PRODUCTS = 'products';
const ABOUT = 'about';
const USAGE = 'usage';

/** The profile's catalogue and what is known of use, on this computer's disk. */
export class CatalogueDatabase {
  readonly #db: IDBDatabase;

  private constructor(db: IDBDatabase) {
    this.#db = db;
  }

  static open(factory: IDBFactory): Promise<CatalogueDatabase> {
    return new Promise((resolve, reject) => {
      const request = factory.open(NAME, 1);
      request.onupgradeneeded = () => {
        for (const store of [PRODUCTS, ABOUT, USAGE]) request.result.createObjectStore(store);
      };
      request.onsuccess = () => resolve(new CatalogueDatabase(request.result));
      request.onerror = () => reject(request.error ?? new Error('the database does not open'));
      request.onblocked = () => reject(new Error('another window is changing the database'));
    });
  }

  /** `null` when none is loaded. Rejects when it cannot be read, or is not one. */
  async readAbout(): Promise<CatalogueAbout | null> {
    const value: unknown = await resultOf(this.#read(ABOUT).get(ABOUT));
    return value === undefined ? null : v.parse(catalogueAboutSchema, value);
  }

  /** All products, some at a time; the page is free in between. */
  async readProducts(): Promise<readonly CatalogueProduct[]> {
    const keys = await resultOf(this.#read(PRODUCTS).getAllKeys());
    const products: CatalogueProduct[] = [];
    for (const key of keys) {
      const chunk: unknown = await resultOf(this.#read(PRODUCTS).get(key));
      // Gone when another window has loaded a smaller one meanwhile, which then tells us.
      if (chunk !== undefined) products.push(...v.parse(v.array(catalogueProductSchema), chunk));
      await new Promise((resolve) => setTimeout(resolve));
    }
    return products;
  }

  /** What is malformed is left out: at worst a favourite is to be starred again. */
  async readUsage(): Promise<readonly Usage[]> {
    const values: readonly unknown[] = await resultOf(this.#read(USAGE).getAll());
    return values.flatMap((value) => (v.is(usageSchema, value) ? [value] : []));
  }

  /** Puts this catalogue in the place of the one before; all of it or nothing. `null` for none. */
  replace(about: CatalogueAbout | null, products: readonly CatalogueProduct[]): Promise<void> {
    return this.#change([PRODUCTS, ABOUT], 'strict', (store) => {
      store(PRODUCTS).clear();
      store(ABOUT).clear();
      for (let at = 0; at < products.length; at += CHUNK) {
        store(PRODUCTS).put(products.slice(at, at + CHUNK), at);
      }
      if (about !== null) store(ABOUT).put(about, ABOUT);
    });
  }

  keepUsage(usage: Usage, forgotten: readonly Usage[]): Promise<void> {
    return this.#change([USAGE], 'relaxed', (store) => {
      store(USAGE).put(usage, usage.id);
      for (const { id } of forgotten) store(USAGE).delete(id);
    });
  }

  #read(name: string): IDBObjectStore {
    return this.#db.transaction(name, 'readonly').objectStore(name);
  }

  #change(
    names: readonly string[],
    durability: IDBTransactionDurability,
    change: (store: (name: string) => IDBObjectStore) => void,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.#db.transaction([...names], 'readwrite', { durability });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('the database gave up the change'));
      change((name) => transaction.objectStore(name));
    });
  }
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('reading failed'));
  });
}
