import type { Price } from '../../cart/op.ts';
import type { CartView } from '../../cart/view.ts';

/** The terms this product has in the cart: of its latest row, saved for later included; else `null`. */
export function rememberedPrice(view: Pick<CartView, 'rows' | 'later'>, productId: string): Price | null {
  const rows = [...view.rows, ...view.later].filter((row) => row.productId === productId);
  const latest = rows.reduce((a, b) => (b.place >= a.place ? b : a), rows[0] ?? { place: '', price: null });
  return latest.price;
}
