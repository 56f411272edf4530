import type { CartId, OpId } from '../cart/ids.ts';

/** One operation as it is kept on disk: a struct of a Yjs update; see `protocol/ledger-update.ts`. */
export interface LogRecord {
  readonly client: number;
  readonly clock: number;
  readonly opId: OpId;
  /** When it was handed to the log, milliseconds since 1970. */
  readonly storedAt: number;
  /** The struct's bytes, without client and clock. */
  readonly bytes: Uint8Array;
}

/** A record and the cart it belongs to. */
export interface LogEntry {
  readonly cartId: CartId;
  readonly record: LogRecord;
}

/**
 * Where the operations of all carts are kept: append-only, one sequence for each cart.
 *
 * Every engine MUST pass `update-log.contract.ts`. The key words are those of RFC 2119.
 */
export interface UpdateLog {
  /**
   * Adds entries, of as many carts as there are, at the end of their carts' sequences in the order given.
   *
   * It MUST NOT resolve before the bytes would survive a power cut. It MUST be all or nothing: when it
   * rejects, none of the entries may be read, then or after a restart. It MUST reject with `LogUnwritable`
   * when the storage fails or is full, and MUST accept entries again when the storage does. It MUST have
   * taken what it needs of the entries before it returns. Callers MUST NOT start an append before the one
   * before has settled.
   */
  append(entries: readonly LogEntry[]): Promise<void>;

  /**
   * Everything appended to a cart, in that order; nothing for a cart that was never written.
   *
   * It MUST see every append that has resolved, and SHOULD work while the storage cannot be written. It MUST
   * reject with `LogUnreadable` rather than give less than was stored or other bytes.
   */
  read(cartId: CartId): Promise<readonly LogRecord[]>;

  /** Every cart with at least one record, sorted by id. */
  listCarts(): Promise<readonly CartId[]>;

  /**
   * Finds out whether an append of that many bytes would succeed now, by writing and syncing as many outside
   * of any cart. It MUST reject with `LogUnwritable` if not.
   */
  probe(bytes: number): Promise<void>;

  /** Waits for the append in flight, then lets go of the storage. Nothing else may be called after it. */
  close(): Promise<void>;
}

/** The storage failed, is full or is read-only: nothing of the append was kept. */
export class LogUnwritable extends Error {
  override readonly name = 'LogUnwritable';
}

/** What is stored cannot be read back as it was written. */
export class LogUnreadable extends Error {
  override readonly name = 'LogUnreadable';
}

/** The log cannot be opened: used by another process, of a later version, not a directory, no permission. */
export class LogUnopenable extends Error {
  override readonly name = 'LogUnopenable';
}
