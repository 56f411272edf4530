import type { CartId, OpId } from '../cart/ids.ts';

/** How far an export has come. Rates are since its start. */
export interface ExportProgress {
  readonly carts: number;
  readonly cartsDone: number;
  /** Operations that the relay has in those carts, and how many of them have been dealt with. */
  readonly ops: number;
  readonly opsDone: number;
  /** Operations that were new to the database. */
  readonly inserted: number;
  readonly opsPerSecond: number;
  /** Milliseconds; `null` while nothing can be said. */
  readonly remainingMs: number | null;
}

/** What exporting came to. */
export interface ExportSummary {
  readonly carts: number;
  readonly unchanged: number;
  readonly ops: number;
  readonly inserted: number;
  /** Carts in which the database and the relay differ beyond what exporting can mend. */
  readonly differing: readonly CartDifference[];
  /** Carts that the relay cannot read. */
  readonly unreadable: readonly CartId[];
}

export interface CartDifference {
  readonly cartId: CartId;
  readonly conflicts: readonly OpId[];
  readonly extra: readonly OpId[];
}
