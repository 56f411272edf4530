import * as v from 'valibot';
import { reasonOf } from '../../cart/result.ts';
import { words } from '../messages/words.ts';
import type { LinedText, LineProblem, ReadLines } from './read-csv-catalogue.ts';
import type { ProductText } from './read-product.ts';

const text = v.optional(v.pipe(v.string(), v.trim()), '');
/** Numbers are taken as JavaScript writes them, which for amounts as people write them is the same. */
const amount = v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.trim()), '');
const list = v.optional(v.array(v.pipe(v.string(), v.trim())), []);

const entrySchema = v.pipe(
  v.object({
    ...{ sku: text, id: text, name: text, category: text, currency: text, until: text },
    ...{ codes: list, keywords: list },
    ...{ price: amount, was: amount },
    options: v.optional(v.record(v.string(), list), {}),
  }),
  v.transform(({ id, ...rest }): ProductText => ({ ...rest, sku: rest.sku || id })),
);

/** Reads an array of products, or an object that has it as `products`; `line` is a product's place in it, from 1. */
export function readJsonCatalogue(file: string): ReadLines {
  const { reasons } = words.catalogue;
  let value: unknown;
  try {
    value = JSON.parse(file.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { ok: false, reason: reasons.notJson(reasonOf(error)) };
  }
  const entries = v.safeParse(
    v.union([v.array(v.unknown()), v.object({ products: v.array(v.unknown()) })]),
    value,
  );
  if (!entries.success) return { ok: false, reason: reasons.noProducts };
  const lines: LinedText[] = [];
  const problems: LineProblem[] = [];
  const products = 'products' in entries.output ? entries.output.products : entries.output;
  for (const [place, entry] of products.entries()) {
    const read = v.safeParse(entrySchema, entry);
    if (read.success) lines.push({ line: place + 1, text: read.output });
    else problems.push({ line: place + 1, reason: reasons.badField(v.getDotPath(read.issues[0]) ?? '?') });
  }
  return { ok: true, lines, problems };
}
