import { isTimestamp, millisecondsOf, type Timestamp } from '../../cart/hlc.ts';
import type { CartId, OpId } from '../../cart/ids.ts';
import type { CartBody } from '../../protocol/http.ts';
import { newCartCopy, type CartCopy } from '../copies/cart-copy.ts';
import { projectCart } from '../copies/cart-projection.ts';
import type { Database } from './database.ts';
import { readOps } from './op-rows.ts';
import { storedOp, type StoredOp } from './stored-op.ts';

/** Up to where a cart is wanted: an operation, that one included, or a moment in milliseconds since 1970. */
export type UpTo = { readonly op: OpId } | { readonly moment: number };

export interface CartAt {
  readonly effective: CartBody;
  readonly copy: CartCopy;
  /** Rows that are not as they were written; they are in it as they are. */
  readonly damaged: readonly OpId[];
}

/**
 * The cart as it was, from the database alone; `null` if it has no such cart or operation.
 *
 * Operations count in the order of their time, and of their ids at the same time, as in the history. Prices
 * are those of that moment.
 */
export async function readCartAt(database: Database, cartId: CartId, upTo: UpTo): Promise<CartAt | null> {
  const all: StoredOp[] = [];
  for await (const row of readOps(database, cartId)) all.push(storedOp(row));
  const target = 'op' in upTo ? all.find(({ id }) => id === upTo.op) : null;
  if (all.length === 0 || target === undefined) return null;
  const now = target ? millisecondsOf(timeOf(target)) : (upTo as { moment: number }).moment;
  const isIn = (stored: StoredOp) =>
    target ? compare(stored, target) <= 0 : millisecondsOf(timeOf(stored)) <= now;
  const taken = all.filter(isIn);
  const copy = newCartCopy(cartId, taken);
  const damaged = taken.filter(({ status }) => status === 'damaged').map(({ id }) => id);
  return { effective: projectCart(copy, now).effective, copy, damaged };
}

function compare(a: StoredOp, b: StoredOp): number {
  const [x, y] = [timeOf(a), timeOf(b)];
  if (x !== y) return x < y ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

const BEGINNING: Timestamp = '000000000000000-00000';

/** A malformed operation may have no time: it counts for nothing at any. */
function timeOf({ op }: StoredOp): Timestamp {
  const at: unknown = typeof op === 'object' && op !== null && 'at' in op ? op.at : null;
  return isTimestamp(at) ? at : BEGINNING;
}
