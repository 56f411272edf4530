import * as Y from 'yjs';
import type { Clock } from '../cart/hlc.ts';
import { isOpId, type CartId } from '../cart/ids.ts';
import { readLedgerUpdate } from '../protocol/ledger-update.ts';
import { CartLedger } from '../relay/carts/cart-ledger.ts';
import type { LogEntry, UpdateLog } from '../relay/log/update-log.ts';

export interface AgentStoreOptions {
  readonly log: UpdateLog;
  readonly cartId: CartId;
  readonly doc: Y.Doc;
  readonly clock: Clock;
  /** Told each time the disk refuses; what was refused is kept and tried again. */
  readonly onFailure: (error: unknown) => void;
}

/** How long to wait before trying again what the disk refused, in milliseconds. */
const RETRY_MS = 1_000;

/**
 * Keeps an agent's copy of a cart on disk: what the document gains, from here or elsewhere, goes to the log.
 *
 * One append runs at a time, and what comes meanwhile goes together into the next.
 */
export class AgentStore {
  readonly #options: AgentStoreOptions;
  #queue: LogEntry[] = [];
  /** How many operations were ever taken from the document, and how many of them are on disk. */
  #taken = 0;
  #stored = 0;
  #writing: Promise<void> | null = null;
  #retry: NodeJS.Timeout | undefined;

  private constructor(options: AgentStoreOptions) {
    this.#options = options;
    options.doc.on('update', this.#onUpdate);
  }

  /** Loads the cart into the document, and follows it from then on. Rejects when the log cannot be read. */
  static async open(options: AgentStoreOptions): Promise<AgentStore> {
    const { log, cartId, doc } = options;
    const { snapshot } = await CartLedger.load(cartId, log);
    Y.applyUpdate(doc, snapshot, 'agent-store');
    return new AgentStore(options);
  }

  /** Resolves when everything the document holds now is on disk; rejects when the disk refuses it. */
  async saved(): Promise<void> {
    const target = this.#taken;
    // What is queued waits for the append in flight, and goes with the next one.
    while (this.#stored < target) await (this.#writing ?? this.#write());
  }

  /** Stops following the document; to be called when it is saved. */
  destroy(): void {
    this.#options.doc.off('update', this.#onUpdate);
    clearTimeout(this.#retry);
  }

  readonly #onUpdate = (update: Uint8Array): void => {
    const read = readLedgerUpdate(update);
    if (read.status === 'malformed') {
      this.#options.onFailure(new Error(`the cart received what is no operation: ${read.reason}`));
      return;
    }
    for (const { client, clock, key, bytes } of read.structs) {
      if (!isOpId(key)) continue;
      const record = { client, clock, opId: key, storedAt: this.#options.clock(), bytes };
      this.#queue.push({ cartId: this.#options.cartId, record });
      this.#taken += 1;
    }
    void this.#start();
  };

  async #start(): Promise<void> {
    if (this.#writing) return;
    try {
      await this.#write();
    } catch (error) {
      this.#options.onFailure(error);
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => void this.#start(), RETRY_MS);
    }
  }

  #write(): Promise<void> {
    const entries = this.#queue;
    this.#queue = [];
    this.#writing = this.#options.log.append(entries).then(
      () => {
        this.#writing = null;
        this.#stored += entries.length;
        if (this.#queue.length > 0) void this.#start();
      },
      (error: unknown) => {
        this.#writing = null;
        this.#queue = [...entries, ...this.#queue];
        throw error;
      },
    );
    return this.#writing;
  }
}
