import * as v from 'valibot';
import { isCurrency, type Currency } from '../../cart/currency.ts';
import { parseAmount } from '../../cart/money.ts';
import { MAX_OPTIONS, MAX_TEXT, type Price } from '../../cart/op.ts';
import { productIdOf } from '../adding/product-id.ts';
import { words } from '../messages/words.ts';
import { catalogueProductSchema, type CatalogueProduct } from './catalogue-product.ts';
import { isGtin } from './gtin.ts';
import { parseSaleEnd } from './sale-end.ts';

/** A product as a file writes it; what it does not say is empty. */
export interface ProductText {
  readonly sku: string;
  readonly name: string;
  readonly codes: readonly string[];
  readonly category: string;
  readonly keywords: readonly string[];
  readonly price: string;
  readonly currency: string;
  readonly was: string;
  readonly until: string;
  readonly options: Readonly<Record<string, readonly string[]>>;
}

export type ReadProduct =
  | { readonly ok: true; readonly product: CatalogueProduct }
  /** In words, without its full stop. */
  | { readonly ok: false; readonly reason: string };

/**
 * A product of what a file says, or why not.
 *
 * One without a SKU is named by its first code, else by its name as typed ones are. `currency` is for prices
 * that come without one.
 */
export function readProduct(text: ProductText, currency: Currency): ReadProduct {
  const { reasons } = words.catalogue;
  const { name, codes, category, keywords, options } = text;
  if (name === '') return no(reasons.noName);
  const tooLong = whatIsTooLong(text);
  if (tooLong !== null) return no(reasons.tooLong(tooLong));
  const badCode = codes.find((code) => !isGtin(code));
  if (badCode !== undefined) return no(reasons.badCode(badCode));
  const id = text.sku || (codes[0] ?? productIdOf(name));
  if (Object.keys(options).length > MAX_OPTIONS) return no(reasons.tooManyOptions(MAX_OPTIONS));
  const empty = Object.entries(options).find(([option, values]) => option === '' || values.length === 0);
  if (empty) return no(reasons.emptyOption(empty[0]));
  const price = readPrice(text, currency);
  if (!price.ok) return price;
  const product = {
    id,
    name,
    codes: [...codes],
    category,
    keywords: [...keywords],
    price: price.value,
    options,
  };
  const checked = v.safeParse(catalogueProductSchema, product);
  return checked.success ? { ok: true, product: checked.output } : no(checked.issues[0].message);
}

const no = (reason: string): { readonly ok: false; readonly reason: string } => ({ ok: false, reason });

function whatIsTooLong({ sku, name, category, keywords, options }: ProductText): string | null {
  const texts: readonly (readonly [string, number])[] = [
    [sku, MAX_TEXT.id],
    [name, MAX_TEXT.name],
    ...[category, ...keywords, ...Object.keys(options), ...Object.values(options).flat()].map(
      (each) => [each, MAX_TEXT.option] as const,
    ),
  ];
  return texts.find(([each, maximum]) => each.length > maximum)?.[0] ?? null;
}

type ReadPrice =
  { readonly ok: true; readonly value: Price | null } | { readonly ok: false; readonly reason: string };

function readPrice(text: ProductText, ofFile: Currency): ReadPrice {
  const { reasons } = words.catalogue;
  const code = text.currency === '' ? ofFile : text.currency.toUpperCase();
  if (!isCurrency(code)) return no(reasons.badCurrency(text.currency));
  if (text.price === '') return text.was === '' ? { ok: true, value: null } : no(reasons.wasWithoutPrice);
  const amount = parseAmount(text.price, code);
  if (!amount.ok) return no(reasons.badPrice(text.price, code));
  const price = { amount: amount.value, currency: code };
  if (text.was === '') return text.until === '' ? { ok: true, value: price } : no(reasons.untilWithoutWas);
  const was = parseAmount(text.was, code);
  if (!was.ok) return no(reasons.badPrice(text.was, code));
  if (text.until === '') return { ok: true, value: { ...price, was: was.value } };
  const until = parseSaleEnd(text.until);
  if (until === null) return no(reasons.badUntil(text.until));
  return { ok: true, value: { ...price, was: was.value, until } };
}
