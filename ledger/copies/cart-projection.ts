import { REDUCER_VERSION, Fold } from '../../cart/fold.ts';
import { fateOf } from '../../cart/history.ts';
import { splitOpId, type OpId, type Sid } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';
import { allRows, viewCart } from '../../cart/view.ts';
import { effectiveCart } from '../../protocol/effective-cart.ts';
import type { CartBody } from '../../protocol/http.ts';
import type { Account } from '../../protocol/reconcile-report.ts';
import type { CartCopy } from './cart-copy.ts';

/** What a set of operations amounts to at one moment. */
export interface CartProjection {
  readonly reducerVersion: number;
  /** As `GET /carts/:id` gives it. */
  readonly effective: CartBody;
  /** Rows, then those saved for later. */
  readonly rows: readonly CartRow[];
  readonly account: Account;
  /** How many operations of each session there are without a gap. */
  readonly sessions: Readonly<Record<Sid, number>>;
}

/** Folds a copy; `now` (milliseconds since 1970) decides which prices are in force. */
export function projectCart({ cartId, ops, digest }: CartCopy, now: number): CartProjection {
  const fold = new Fold();
  for (const { id, op } of ops.values()) fold.apply(id, op);
  const view = viewCart(fold, now);
  return {
    reducerVersion: REDUCER_VERSION,
    effective: effectiveCart({ cartId, ops: ops.size, digest }, view),
    rows: allRows(view),
    account: accountOf(fold),
    sessions: gaplessSessions(ops.keys()),
  };
}

function accountOf(fold: Fold): Account {
  let live = 0;
  for (const entry of fold.entries.values()) if (fateOf(entry, fold).status === 'counts') live += 1;
  return {
    issued: countIssued(fold.ops.keys()),
    live,
    cancelled: fold.entries.size - live,
    ignored: fold.ops.size - fold.entries.size,
  };
}

/**
 * A session counts 1, 2, 3 …, so its highest ordinal is how many operations it has issued.
 *
 * What a `seen` says is left out: anybody can claim to have seen anything.
 */
export function countIssued(ids: Iterable<OpId>): number {
  const latest = new Map<Sid, number>();
  for (const id of ids) {
    const { sid, n } = splitOpId(id);
    latest.set(sid, Math.max(n, latest.get(sid) ?? 0));
  }
  return [...latest.values()].reduce((sum, n) => sum + n, 0);
}

/** Of each session, up to where it has every operation. */
function gaplessSessions(ids: Iterable<OpId>): Readonly<Record<Sid, number>> {
  const ordinals = new Map<Sid, Set<number>>();
  for (const id of ids) {
    const { sid, n } = splitOpId(id);
    const known = ordinals.get(sid);
    if (known) known.add(n);
    else ordinals.set(sid, new Set([n]));
  }
  const reach: Record<Sid, number> = {};
  for (const [sid, known] of ordinals) {
    let n = 0;
    while (known.has(n + 1)) n += 1;
    reach[sid] = n;
  }
  return reach;
}
