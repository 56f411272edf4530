import type { CartRow } from '../../cart/row.ts';
import { allRows, type CartView } from '../../cart/view.ts';
import { termsText } from './terms-text.ts';

/** What tells our own files from others. */
export const JSON_FORMAT = 'trolley-cart';
export const JSON_VERSION = 1;

/** A cart as JSON; the fields are in `docs/files.md`. */
export function cartJson(view: CartView): string {
  const file = {
    format: JSON_FORMAT,
    version: JSON_VERSION,
    title: view.title,
    currency: view.currency,
    rows: allRows(view).map(entryOf),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What a row does not have is left out. */
function entryOf(row: CartRow): object {
  const { unitPrice, was, until } = termsText(row);
  return {
    ...{ product_id: row.productId, name: row.name },
    ...(Object.keys(row.options).length > 0 && { options: row.options }),
    ...{ quantity: row.qty, unit_price: unitPrice, currency: row.price.currency },
    ...(was !== '' && { was }),
    ...(until !== '' && { until }),
    ...(row.note !== '' && { note: row.note }),
    ...(row.isLater && { later: true }),
  };
}
