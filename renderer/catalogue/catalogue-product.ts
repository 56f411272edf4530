import * as v from 'valibot';
import { isCurrency, MAX_AMOUNT, type Currency } from '../../cart/currency.ts';
import { MAX_OPTIONS, MAX_TEXT } from '../../cart/op.ts';
import { isGtin } from './gtin.ts';

const text = (maximum: number) => v.pipe(v.string(), v.maxLength(maximum));
const name = (maximum: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(maximum));
const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_AMOUNT));

/** As `Price` of `cart/op.ts`: minor units, and a sale that ends needs the price it returns to. */
const priceSchema = v.pipe(
  v.object({
    amount,
    currency: v.custom<Currency>(isCurrency, 'not a currency'),
    was: v.exactOptional(amount),
    until: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
  v.check(
    ({ was, until }) => until === undefined || was !== undefined,
    'an end without the price from then on',
  ),
);

/** A product that can be added by choosing it. */
export const catalogueProductSchema = v.object({
  /** Its SKU, which also names it in carts. */
  id: name(MAX_TEXT.id),
  name: name(MAX_TEXT.name),
  /** Numbers on its packages, with right check digits. */
  codes: v.array(
    v.custom<string>((code) => typeof code === 'string' && isGtin(code), 'not a number of an article'),
  ),
  /** Empty for none. */
  category: text(MAX_TEXT.option),
  /** Other words to find it by. */
  keywords: v.array(name(MAX_TEXT.option)),
  /** `null` where the catalogue does not say. */
  price: v.nullable(priceSchema),
  /** What one has to choose, such as `{ Size: ['S', 'M'] }`; at least one value each. */
  options: v.pipe(
    v.record(name(MAX_TEXT.option), v.pipe(v.array(name(MAX_TEXT.option)), v.minLength(1))),
    v.check((options) => Object.keys(options).length <= MAX_OPTIONS, 'too many options'),
  ),
});

export type CatalogueProduct = Readonly<v.InferOutput<typeof catalogueProductSchema>>;

/** Where the products come from, and when they came. */
export const catalogueAboutSchema = v.object({
  /** Name of the file that was loaded last. */
  file: v.string(),
  /** Milliseconds since 1970. */
  loadedAt: v.number(),
  count: v.number(),
});
export type CatalogueAbout = Readonly<v.InferOutput<typeof catalogueAboutSchema>>;
