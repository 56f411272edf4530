import type { CartId, OpId } from '../../cart/ids.ts';

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

/** Place of a record in the whole log: ascending from 0 in the order of commits, of all carts together. */
export type LogPosition = number;

/** A record as the log gives it back. */
export interface StoredRecord extends LogRecord {
  readonly position: LogPosition;
}

export interface StoredEntry {
  readonly cartId: CartId;
  readonly record: StoredRecord;
}

/** Which part of the log to give. */
export interface FeedRequest {
  /** The first position wanted. */
  readonly from: LogPosition;
  /** How many records at most. */
  readonly limit: number;
  /** Of this cart only. */
  readonly cartId?: CartId;
}

/** What is left of a cart of which not everything can be read. */
export interface Salvage {
  readonly cartId: CartId;
  /** What reads as it was written, in the order of positions. */
  readonly records: readonly StoredRecord[];
  /** What does not, in words; nothing if the cart is whole. */
  readonly damage: readonly string[];
}

/** Of a log that was restored: what was appended between these moments is missing, both in ms since 1970. */
export interface RecoveryWindow {
  /** When the backup was taken. */
  readonly since: number;
  /** When the relay was first started on it. */
  readonly until: number;
}

/**
 * Where the operations of all carts are kept: append-only, one sequence for the whole log, and in it one for
 * each cart.
 *
 * Every engine MUST pass `update-log.contract.ts`. The key words are those of RFC 2119.
 */
export interface UpdateLog {
  /** The position that the next record gets: everything before it is durable. It MUST never go back. */
  readonly head: LogPosition;

  /** Random name of this log. A log that was restored from a backup MUST have a new one. */
  readonly generation: string;

  /** What this log may have lost when it was restored; `null` if it never was. */
  readonly recovery: RecoveryWindow | null;

  /**
   * Adds entries, of as many carts as there are, at the end of their carts' sequences in the order given.
   *
   * Positions MUST be given in the order of appends, and each only once; the records of one cart in one append
   * MUST have consecutive ones. It MUST NOT resolve before the bytes would survive a power cut. It MUST be all
   * or nothing: when it rejects, none of the entries may be read. It MUST reject with `LogUnwritable`
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
  read(cartId: CartId): Promise<readonly StoredRecord[]>;

  /**
   * Records from a position on, in the order of positions: all of them up to the limit or to `head`, never with
   * one left out, whatever is appended or compacted meanwhile. Rejects as `read` does.
   */
  readFeed(request: FeedRequest): Promise<readonly StoredEntry[]>;

  /** What can be read of a cart, whatever became of the rest. It MUST NOT give other bytes than were stored. */
  salvage(cartId: CartId): Promise<Salvage>;

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
  /** The cart that has to be left alone until somebody repairs it; `null` if it is not one cart's fault. */
  readonly cartId: CartId | null;

  constructor(
    message: string,
    { cartId = null, cause }: ErrorOptions & { readonly cartId?: CartId | null } = {},
  ) {
    super(message, { cause });
    this.cartId = cartId;
  }
}

/** The log cannot be opened: used by another process, of a later version, not a directory, no permission. */
export class LogUnopenable extends Error {
  override readonly name = 'LogUnopenable';
}
