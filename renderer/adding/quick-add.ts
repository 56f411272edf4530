import type { Currency } from '../../cart/currency.ts';
import type { Price } from '../../cart/op.ts';
import { allRows, type CartView } from '../../cart/view.ts';
import type { CatalogueProduct } from '../catalogue/catalogue-product.ts';
import { words } from '../messages/words.ts';
import { knownPrices } from '../prices/known-prices.ts';
import { readAmount } from '../prices/read-amount.ts';
import { termsNow } from '../prices/terms-now.ts';
import { numberText } from '../shared/counting.ts';
import { moneyText } from '../shared/money-text.ts';
import { productIdOf } from './product-id.ts';
import { parseQuickEntry, type QuickEntry } from './quick-entry.ts';

/** What stands in the three fields. */
export interface QuickAddFields {
  readonly name: string;
  readonly price: string;
  readonly quantity: string;
}

export type QuickAddField = keyof QuickAddFields;

/** What the bar is read beside. */
export interface QuickAddSurroundings {
  readonly view: Pick<CartView, 'rows' | 'later' | 'currency'>;
  /** The product with exactly this SKU, code or name. */
  readonly identify: (text: string) => CatalogueProduct | undefined;
  /** The one chosen from the suggestions, whatever stands in the field. */
  readonly chosen: CatalogueProduct | null;
  readonly now: number;
}

/** Something to be added: understood, but for the options that a product may ask for. */
export interface Wanted {
  readonly id: string;
  readonly name: string;
  readonly price: Price;
  readonly quantity: number;
  /** Where the price comes from. */
  readonly priceFrom: 'typed' | 'catalogue' | 'remembered' | 'none';
  /** The catalogue's product; `null` for one that it does not have. */
  readonly product: CatalogueProduct | null;
}

export type QuickAdd =
  | ({ readonly ok: true } & Wanted)
  | { readonly ok: false; readonly field: QuickAddField; readonly message: string };

/**
 * Reads the quick-add bar.
 *
 * The name field may hold a whole line ("3 x milk 1.29"); a field of its own that is filled wins, and then
 * the line is not searched for it. Without a price the catalogue's is taken, else the product's latest one in
 * the cart, else 0; a price in another currency than the cart's is none.
 */
export function readQuickAdd(
  fields: QuickAddFields,
  { view, identify, chosen, now }: QuickAddSurroundings,
): QuickAdd {
  const line = quickEntryOf(fields, identify);
  const product = chosen ?? identify(line.name) ?? null;
  const name = product?.name ?? line.name;
  if (name === '') return { ok: false, field: 'name', message: words.adding.nothing };

  const quantityText = fields.quantity.trim() || String(line.quantity ?? 1);
  if (!/^\d+$/.test(quantityText)) {
    return { ok: false, field: 'quantity', message: words.adding.wholeNumber };
  }
  const id = product?.id ?? productIdOf(name);
  const wanted = { ok: true as const, id, name, product, quantity: Number(quantityText) };
  const currency = view.currency ?? product?.price?.currency ?? 'EUR';
  const priceText = fields.price.trim() || line.price;
  if (!priceText) return { ...wanted, ...knownPrice(view, product, id, currency, now) };
  const amount = readAmount(priceText, currency);
  if (!amount.ok) {
    const field = fields.price.trim() === '' ? 'name' : 'price';
    return { ok: false, field, message: amount.message };
  }
  return { ...wanted, price: { amount: amount.amount, currency }, priceFrom: 'typed' };
}

/** The line in the name field, of which what is a product's name as it stands ("7 Up") is one whole. */
export function quickEntryOf(fields: QuickAddFields, identify: QuickAddSurroundings['identify']): QuickEntry {
  const text = fields.name.trim();
  if (identify(text)) return { name: text, quantity: null, price: null };
  const isFree = { price: fields.price.trim() === '', quantity: fields.quantity.trim() === '' };
  return parseQuickEntry(fields.name, isFree);
}

function knownPrice(
  view: QuickAddSurroundings['view'],
  product: CatalogueProduct | null,
  id: string,
  currency: Currency,
  now: number,
): Pick<Wanted, 'price' | 'priceFrom'> {
  if (product?.price?.currency === currency) {
    return { price: termsNow(product.price, now), priceFrom: 'catalogue' };
  }
  // Of its rows only: this is asked at every key.
  const remembered = knownPrices(allRows(view).filter((row) => row.productId === id)).get(id);
  return remembered
    ? { price: remembered, priceFrom: 'remembered' }
    : { price: { amount: 0, currency }, priceFrom: 'none' };
}

/** "Adds 3 × milk at €1.29 each": what Enter will do; `null` while the name says it all. */
export function quickAddPreview(read: QuickAdd): string | null {
  if (!read.ok) return null;
  const { name, quantity, price, priceFrom, product } = read;
  const { preview, at, asBefore, fromCatalogue, noPrice, otherCurrency } = words.adding;
  const money = at(moneyText(price.amount, price.currency), quantity !== 1);
  const isElsewhere = product?.price != null && product.price.currency !== price.currency;
  const texts = {
    typed: money,
    catalogue: `${money}${fromCatalogue}`,
    remembered: `${money}${asBefore}`,
    none: isElsewhere ? otherCurrency(price.currency) : noPrice,
  };
  return preview(numberText(quantity), name, texts[priceFrom]);
}
