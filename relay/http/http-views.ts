import { opsById } from '../../cart/digest.ts';
import { REDUCER_VERSION } from '../../cart/fold.ts';
import { viewCart, type CartView } from '../../cart/view.ts';
import { effectiveCart } from '../../protocol/effective-cart.ts';
import type { CartBody, CartSummary, RawCartBody, RawOp } from '../../protocol/http.ts';
import { plainLine, type PlainLine } from '../../protocol/plain-lines.ts';
import type { CartLedger } from '../carts/cart-ledger.ts';

/** A cart's line in `GET /carts`, but for who is at it. */
export const cartSummary = (
  { cartId, size, updatedAt, folded }: CartLedger,
  { lines, units, totals }: CartView,
): Omit<CartSummary, 'peers'> => ({
  ...{ cartId, ops: size, lines, units, totals: { ...totals }, digest: folded.digest },
  updatedAt: updatedAt === null ? null : new Date(updatedAt).toISOString(),
});

/** `GET /carts/:id`. */
export const cartNow = ({ cartId, size, folded }: CartLedger, now: number): CartBody =>
  effectiveCart({ cartId, ops: size, digest: folded.digest }, viewCart(folded.fold, now));

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
