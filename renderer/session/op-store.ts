import * as Y from 'yjs';
import { stateVectorOf, type StateVector } from '../../cart/delivery.ts';
import { coveredPart } from './covered-part.ts';
import {
  appendUpdate,
  compactUpdates,
  deleteDatabase,
  openDatabase,
  readCustom,
  renewLog,
  writeCustom,
} from './database.ts';
import { loadCart, type Loaded } from './load-cart.ts';
import { storageProblemText } from './storage-problem.ts';
import type { StoreMemory } from './store-memory.ts';

export interface OpStoreOptions {
  readonly doc: Y.Doc;
  readonly indexedDB: IDBFactory;
  /** Of the database. */
  readonly name: string;
  readonly memory: StoreMemory;
  /** Called after `saved` or `problem` changed. */
  readonly onChange: () => void;
}

interface Waiter {
  /** Count of updates that must be on disk. */
  readonly upTo: number;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

/** Waits between attempts to write what could not be written, in milliseconds; the last one goes on. */
const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000] as const;

/**
 * Keeps a cart on this computer, and knows exactly what is on its disk.
 *
 * Updates are written in the order they come, one transaction at a time; those that come meanwhile go
 * together into the next. What cannot be written stays in memory, first in line, and is tried again, while
 * `problem` says so. `saved` moves only when a transaction is complete and flushed (promise P1).
 */
export class OpStore {
  readonly #options: OpStoreOptions;
  #db: IDBDatabase | null = null;
  #saved: StateVector = new Map();
  #problem: string | null = null;

  #pending: Uint8Array[] = [];
  /** What the document held when the latest update came. */
  #followed: StateVector = new Map();
  /** Counts of updates that came, and of those on disk. */
  #issued = 0;
  #committed = 0;
  /** What is below the database may be half a record; see `renewLog`. */
  #isSuspect = false;
  #isWriting = false;
  #isClosed = false;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #waiters: Waiter[] = [];
  readonly #along = new Map<string, () => unknown>();

  constructor(options: OpStoreOptions) {
    this.#options = options;
  }

  /** What is on disk. */
  get saved(): StateVector {
    return this.#saved;
  }

  /** In plain words; other than `null` means that changes are not reaching the disk. */
  get problem(): string | null {
    return this.#problem;
  }

  /**
   * Reads the cart into the document and from then on writes every change of it.
   *
   * After a failure the document is as it was and nothing will ever be written: an unreadable cart must not
   * be mistaken for an empty one (promise P6).
   */
  async load(): Promise<Loaded> {
    const { doc, indexedDB, name, memory } = this.#options;
    const loaded = await loadCart(doc, () => openDatabase(indexedDB, name), memory.hasHeldOperations);
    if (!loaded.ok) return loaded;
    this.#adopt(loaded.db);
    this.#saved = stateVectorOf(doc);
    this.#followed = this.#saved;
    doc.on('update', this.#follow);
    this.#isSuspect = memory.endedBadly;
    memory.use();
    void this.#write();
    return loaded;
  }

  /** Resolves when everything in the document now is on disk; rejects when an attempt at that has failed. */
  async whenSaved(): Promise<void> {
    if (this.#committed === this.#issued) return;
    const saved = new Promise<void>((resolve, reject) => {
      this.#waiters.push({ upTo: this.#issued, resolve, reject });
    });
    void this.#write();
    return saved;
  }

  /** A value kept beside the cart; `undefined` if there is none. */
  async read(key: string): Promise<unknown> {
    return this.#db ? readCustom(this.#db, key) : undefined;
  }

  /** Keeps a value beside the cart, which may be lost with the power. */
  async keep(key: string, value: unknown): Promise<void> {
    if (this.#db) await writeCustom(this.#db, key, value);
  }

  /** Keeps a value beside the cart from now on, as it is whenever a change is written: the change and it, or neither. */
  keepAlong(key: string, value: () => unknown): void {
    this.#along.set(key, value);
  }

  /** As `whenSaved`, for when the window is about to close. */
  async settle(): Promise<void> {
    await this.whenSaved();
    this.#options.memory.rest();
  }

  /**
   * Leaves on the disk what this covers of the cart and of `more`, all of it at once, and follows the document no
   * more: it is to be opened anew. Rejects when the disk refuses; then nothing was changed.
   */
  async keepOnly(covered: StateVector, more: readonly Uint8Array[] = []): Promise<void> {
    await this.settle();
    if (!this.#db) throw new Error('the database is closed');
    await compactUpdates(this.#db, (updates) => coveredPart(Y.mergeUpdates([...updates, ...more]), covered));
    this.#options.doc.off('update', this.#follow);
  }

  /** Lets go of the database, and follows the document no more. What is not on the disk by then will not be. */
  close(): void {
    this.#options.doc.off('update', this.#follow);
    clearTimeout(this.#retry);
    this.#isClosed = true;
    this.#db?.close();
    this.#db = null;
  }

  /** Throws away what is stored. To be called only when it could not be loaded. */
  async discard(): Promise<void> {
    const { indexedDB, name, memory } = this.#options;
    await deleteDatabase(indexedDB, name);
    memory.forget();
  }

  readonly #follow = (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { afterState }: Y.Transaction) => {
    this.#pending.push(update);
    this.#followed = afterState;
    this.#issued += 1;
    void this.#write();
  };

  #hasWork(): boolean {
    return !this.#isClosed && (this.#isSuspect || this.#pending.length > 0);
  }

  async #write(): Promise<void> {
    if (this.#isWriting || this.#isClosed) return;
    this.#isWriting = true;
    clearTimeout(this.#retry);
    try {
      // It may be closed while it writes.
      while (this.#hasWork()) await this.#writeBatch();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isWriting = false;
    }
  }

  async #writeBatch(): Promise<void> {
    this.#options.memory.use();
    this.#db ??= await this.#reopen();
    if (this.#isSuspect) {
      await renewLog(this.#db);
      this.#isSuspect = false;
    }
    if (this.#pending.length === 0) return;
    const batch = this.#pending;
    const [mark, upTo] = [this.#followed, this.#issued];
    this.#pending = [];
    try {
      const along = [...this.#along].map(([key, value]) => [key, value()] as const);
      await appendUpdate(this.#db, Y.mergeUpdates(batch), along);
    } catch (error) {
      this.#pending = [...batch, ...this.#pending];
      throw error;
    }
    this.#options.memory.noteOperations();
    this.#saved = mark;
    this.#committed = upTo;
    this.#problem = null;
    this.#failures = 0;
    const served = this.#waiters.filter((waiter) => waiter.upTo <= upTo);
    this.#waiters = this.#waiters.filter((waiter) => waiter.upTo > upTo);
    for (const waiter of served) waiter.resolve();
    this.#options.onChange();
  }

  #fail(error: unknown): void {
    if (this.#isClosed) return;
    // Whatever is wrong with this connection to the database, a new one is the better start.
    if (error instanceof DOMException && error.name === 'InvalidStateError') this.#abandon();
    this.#problem = storageProblemText(error);
    const wait = RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)];
    this.#failures += 1;
    this.#retry = setTimeout(() => void this.#write(), wait);
    for (const waiter of this.#waiters.splice(0)) waiter.reject(new Error(this.#problem));
    this.#options.onChange();
  }

  #adopt(db: IDBDatabase): void {
    this.#db = db;
    const lose = () => {
      if (this.#db !== db) return;
      this.#abandon();
      this.#fail(new Error('the database was closed'));
    };
    db.onclose = lose;
    db.onversionchange = lose;
  }

  /** What the database still holds is no longer known, so all of the cart is to be written anew. */
  #abandon(): void {
    const { doc } = this.#options;
    this.#db?.close();
    this.#db = null;
    this.#saved = new Map();
    this.#pending = [Y.encodeStateAsUpdate(doc)];
    this.#followed = stateVectorOf(doc);
    this.#issued += 1;
    this.#isSuspect = true;
  }

  async #reopen(): Promise<IDBDatabase> {
    const { indexedDB, name } = this.#options;
    const db = await openDatabase(indexedDB, name);
    this.#adopt(db);
    return db;
  }
}
