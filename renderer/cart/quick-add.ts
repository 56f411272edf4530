import type { Currency } from '../../cart/currency.ts';
import { parseAmount } from '../../cart/money.ts';
import type { Price } from '../../cart/op.ts';
import type { CartView } from '../../cart/view.ts';
import { numberText } from '../shared/counting.ts';
import { moneyText } from '../shared/money-text.ts';
import { productIdOf } from './product-id.ts';
import { parseQuickEntry } from './quick-entry.ts';
import { rememberedPrice } from './remembered-price.ts';

/** What stands in the three fields. */
export interface QuickAddFields {
  readonly name: string;
  readonly price: string;
  readonly quantity: string;
}

export type QuickAddField = keyof QuickAddFields;

export type QuickAdd =
  | {
      readonly ok: true;
      readonly name: string;
      readonly price: Price;
      readonly quantity: number;
      /** Where the price comes from. */
      readonly priceFrom: 'typed' | 'remembered' | 'none';
    }
  | { readonly ok: false; readonly field: QuickAddField; readonly message: string };

/**
 * Reads the quick-add bar.
 *
 * The name field may hold a whole line ("3 x milk 1.29"); a field of its own that is filled wins, and then
 * the line is not searched for it. Without a price the product's latest one in the cart is taken, else 0.
 */
export function readQuickAdd(
  fields: QuickAddFields,
  view: Pick<CartView, 'rows' | 'later'>,
  currency: Currency,
): QuickAdd {
  const typedPrice = fields.price.trim();
  const typedQuantity = fields.quantity.trim();
  const line = parseQuickEntry(fields.name, { price: typedPrice === '', quantity: typedQuantity === '' });
  const { name } = line;
  if (name === '') return { ok: false, field: 'name', message: 'What should go in the cart?' };

  const quantityText = typedQuantity || String(line.quantity ?? 1);
  if (!/^\d+$/.test(quantityText)) {
    return { ok: false, field: 'quantity', message: 'A quantity is a whole number, such as 3.' };
  }
  const quantity = Number(quantityText);
  const priceText = typedPrice || line.price;
  if (!priceText) {
    const remembered = rememberedPrice(view, productIdOf(name));
    const price = remembered ?? { amount: 0, currency };
    return { ok: true, name, quantity, price, priceFrom: remembered ? 'remembered' : 'none' };
  }
  const amount = parseAmount(withoutSymbol(priceText), currency);
  if (!amount.ok) {
    const field = typedPrice === '' ? 'name' : 'price';
    return { ok: false, field, message: `${amount.refusal.message}.` };
  }
  return { ok: true, name, quantity, price: { amount: amount.value, currency }, priceFrom: 'typed' };
}

/** "Adds 3 × milk at €1.29 each": what Enter will do; `null` while the name says it all. */
export function quickAddPreview(read: QuickAdd): string | null {
  if (!read.ok) return null;
  const { name, quantity, price, priceFrom } = read;
  const each = quantity === 1 ? '' : ' each';
  const money = `${moneyText(price.amount, price.currency)}${each}`;
  const at = { typed: ` at ${money}`, remembered: ` at ${money}, as before`, none: ', no price yet' };
  return `Adds ${numberText(quantity)} × ${name}${at[priceFrom]}`;
}

const withoutSymbol = (text: string): string => text.replace(/\p{Sc}/gu, '').trim();
