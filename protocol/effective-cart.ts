import type { CartId } from '../cart/ids.ts';
import type { CartRow } from '../cart/row.ts';
import type { CartView } from '../cart/view.ts';
import type { Hash } from './hash.ts';
import type { CartBody, CartRowBody } from './http.ts';

/** What a cart amounts to, as `GET /carts/:id` gives it, from its operations' number and digest and their view. */
export const effectiveCart = (
  { cartId, ops, digest }: { readonly cartId: CartId; readonly ops: number; readonly digest: Hash },
  { title, currency, rows, units, totals }: CartView,
): CartBody => ({
  ...{ cartId, title, currency },
  ...{ rows: rows.map(rowBody), units, totals: { ...totals } },
  ...{ ops, digest },
});

const rowBody = (row: CartRow): CartRowBody => ({
  ...{ productId: row.productId, name: row.name, options: { ...row.options }, qty: row.qty },
  price: { amount: row.unitAmount, currency: row.price.currency },
  ...{ note: row.note, lineIds: [...row.lineIds] },
});
