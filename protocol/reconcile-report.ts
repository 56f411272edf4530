import type { CartResult } from './verdict.ts';

/** What became of the operations of a cart; `issued` is counted without looking at which of them are there. */
export interface Account {
  /** Σ of the highest ordinal of each session. */
  readonly issued: number;
  readonly live: number;
  /** Cancelled, undone or outvoted, each by an operation with a name. */
  readonly cancelled: number;
  /** Of kinds this version does not know, or malformed: kept, and left out of the count. */
  readonly ignored: number;
}

/** Where the operations of carts are: issued = live + cancelled + ignored + refused + inFlight + unaccounted. */
export interface CartTotals extends Account {
  /** The relay would not take them, and said so. */
  readonly refused: number;
  /** In an outbox. */
  readonly inFlight: number;
  /** Known of, and not at the relay for no reason known. 0 unless something is wrong. */
  readonly unaccounted: number;
}

/** What a run found; `carts` is what `trolley reconcile --json` prints. */
export interface ReconcileReport {
  readonly runId: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly carts: readonly CartResult[];
  readonly totals: CartTotals;
  /** Sources that could not be read at all, in words. */
  readonly unreachable: readonly string[];
}
