import { opsById } from '../../cart/digest.ts';
import { REDUCER_VERSION } from '../../cart/fold.ts';
import { viewCart, type CartView } from '../../cart/view.ts';
import type { CartRow } from '../../cart/row.ts';
import type { CartBody, CartRowBody, CartSummary, RawCartBody, RawOp } from '../../protocol/http.ts';
import { plainLine, type PlainLine } from '../../protocol/plain-lines.ts';
import type { CartLedger } from '../carts/cart-ledger.ts';

/** A cart's line in `GET /carts`, but for who is at it. */
export function cartSummary(
  { cartId, size, updatedAt }: CartLedger,
  { lines, units, totals }: CartView,
): Omit<CartSummary, 'peers'> {
  return {
    cartId,
    ops: size,
    lines,
    units,
    totals: { ...totals },
    updatedAt: updatedAt === null ? null : new Date(updatedAt).toISOString(),
  };
}

/** `GET /carts/:id`. */
export function effectiveCart(ledger: CartLedger, now: number): CartBody {
  const { title, currency, rows, units, totals } = viewCart(ledger.folded.fold, now);
  return {
    cartId: ledger.cartId,
    title,
    currency,
    rows: rows.map(rowBody),
    units,
    totals: { ...totals },
    ops: ledger.size,
    digest: ledger.folded.digest,
  };
}

const rowBody = ({
  productId,
  name,
  options,
  qty,
  price,
  unitAmount,
  note,
  lineIds,
}: CartRow): CartRowBody => ({
  productId,
  name,
  options: { ...options },
  qty,
  price: { amount: unitAmount, currency: price.currency },
  note,
  lineIds: [...lineIds],
});

/** `GET /carts/:id/raw`. */
export const rawCart = (ledger: CartLedger): RawCartBody => ({
  cartId: ledger.cartId,
  ops: rawOps(ledger),
  stateVector: Buffer.from(ledger.stateVector).toString('base64'),
  digest: ledger.folded.digest,
  reducerVersion: REDUCER_VERSION,
});

/** A cart in `GET /state`. */
export const plainLines = (ledger: CartLedger, now: number): readonly PlainLine[] =>
  viewCart(ledger.folded.fold, now).rows.map(plainLine);

/** A cart in `GET /raw_state`. Only what `parseOp` accepts is ever stored, so each has its kind. */
export const rawOps = (ledger: CartLedger): RawOp[] => opsById(ledger.folded.fold.ops) as RawOp[];
