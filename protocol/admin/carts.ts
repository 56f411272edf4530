import type { Currency } from '../../cart/currency.ts';
import type { CartId, OpId } from '../../cart/ids.ts';
import type { RawOp } from '../http.ts';
import type { CartResult, Verdict } from '../verdict.ts';

/** Whether a source could be read; one that could not is never shown as empty. */
export type SourceState =
  | { readonly status: 'read' }
  /** With the reason, for people. */
  | { readonly status: 'unreachable'; readonly reason: string };

/** Every cart that any of the sources knows. Times are milliseconds since 1970. */
export interface CartOverview {
  /** Sorted by id. */
  readonly carts: readonly OverviewCart[];
  readonly relay: SourceState;
  readonly database: SourceState;
  readonly desktop: SourceState;
  readonly readAt: number;
  /** When the latest reconciling that is stored in the database ended; `null` before the first. */
  readonly reconciledAt: number | null;
}

export interface OverviewCart {
  readonly cartId: CartId;
  /** `null` if the relay has none by this name or could not be asked; see `CartOverview.relay`. */
  readonly relay: RelayCartFigures | UnreadableCart | null;
  /** `null` if nothing of it was ever exported, or the database could not be asked. */
  readonly database: DatabaseCartFigures | null;
  /** Whether this desktop has a copy. */
  readonly isHere: boolean;
  /** Of the latest reconciling that looked at it; `null` if none has. */
  readonly verdict: Verdict | null;
}

export interface RelayCartFigures {
  readonly ops: number;
  readonly lines: number;
  readonly units: number;
  /** Minor units by currency; `null` when too large to be exact. */
  readonly totals: Readonly<Partial<Record<Currency, number | null>>>;
  /** Connections now. */
  readonly peers: number;
  readonly updatedAt: number | null;
}

/** The relay has it and cannot read it. */
export interface UnreadableCart {
  readonly unreadable: string;
}

export interface DatabaseCartFigures {
  /** Operations that the latest export had. */
  readonly ops: number;
  readonly exportedAt: number;
}

/** One cart as each source has it, read independently, with what reconciling it now gives. */
export interface CartSides {
  readonly cartId: CartId;
  readonly relay: Side;
  readonly database: DatabaseSide;
  readonly desktop: Side;
  /** `null` if it could not be reconciled; the sides then say why. */
  readonly result: CartResult | null;
  readonly readAt: number;
}

/** A cart as one source has it. */
export type Side =
  | { readonly status: 'read'; readonly ops: readonly RawOp[]; readonly digest: string }
  /** It has none by this name. */
  | { readonly status: 'absent' }
  | { readonly status: 'unreachable'; readonly reason: string };

export type DatabaseSide =
  | {
      readonly status: 'read';
      readonly ops: readonly RawOp[];
      readonly digest: string;
      /** Rows that are not as they were written. */
      readonly damaged: readonly OpId[];
      /** `cart_line` as it stands, which the operations may no longer give. */
      readonly lines: readonly StoredLine[];
      readonly exportedAt: number | null;
    }
  | { readonly status: 'absent' }
  | { readonly status: 'unreachable'; readonly reason: string };

/** A row of `cart_line`, with the price in force now. */
export interface StoredLine {
  readonly productId: string;
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly qty: number;
  /** Minor units for one unit. */
  readonly unitAmount: number;
  readonly currency: string;
  readonly note: string;
  readonly isLater: boolean;
}

/** How long an operation took from hand to relay to database. Milliseconds since 1970. */
export interface OpTiming {
  readonly id: OpId;
  /** When somebody made it. */
  readonly madeAt: number;
  /** When the relay had it on disk; `null` if it has not. */
  readonly storedAt: number | null;
  /** When the database had it; `null` if it has not. */
  readonly exportedAt: number | null;
}

/** What a cart was worth when a snapshot of it was taken. */
export interface SnapshotValue {
  readonly cartId: CartId;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  readonly units: number;
  readonly totals: Readonly<Partial<Record<Currency, number | null>>>;
}
