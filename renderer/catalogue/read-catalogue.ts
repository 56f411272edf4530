import type { Currency } from '../../cart/currency.ts';
import { words } from '../messages/words.ts';
import type { CatalogueProduct } from './catalogue-product.ts';
import { plainGtin } from './gtin.ts';
import { readCsvCatalogue, type LineProblem, type ReadLines } from './read-csv-catalogue.ts';
import { readJsonCatalogue } from './read-json-catalogue.ts';
import { readProduct } from './read-product.ts';

/** The most products one catalogue has: more than any shop that people walk through. */
const MAX_PRODUCTS = 50_000;

/** What a file comes to; nothing is loaded by reading it. */
export type CatalogueReading =
  | {
      readonly ok: true;
      readonly products: readonly CatalogueProduct[];
      /** In order of their lines; in JSON, of their entries. */
      readonly problems: readonly LineProblem[];
      /** How problems name their place. */
      readonly unit: 'line' | 'entry';
    }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads a file of products: JSON if it begins like it, else comma-separated values.
 *
 * Of two products with one SKU, or one code, the first is taken and the other is a problem that names both.
 */
export function readCatalogue(file: string, currency: Currency): CatalogueReading {
  const isJson = /^\uFEFF?\s*[[{]/.test(file);
  const read: ReadLines = isJson ? readJsonCatalogue(file) : readCsvCatalogue(file);
  if (!read.ok) return read;
  if (read.lines.length > MAX_PRODUCTS) {
    return { ok: false, reason: words.catalogue.reasons.tooManyProducts(MAX_PRODUCTS) };
  }
  const products: CatalogueProduct[] = [];
  const problems: LineProblem[] = [...read.problems];
  const taken = new Taken();
  for (const { line, text } of read.lines) {
    const outcome = readProduct(text, currency);
    const reason = outcome.ok ? taken.refuse(outcome.product, line) : outcome.reason;
    if (reason !== null) problems.push({ line, reason });
    else if (outcome.ok) products.push(outcome.product);
  }
  problems.sort((a, b) => a.line - b.line);
  return { ok: true, products, problems, unit: isJson ? 'entry' : 'line' };
}

/** Which SKUs and codes are taken, and by which lines. */
class Taken {
  readonly #ids = new Map<string, number>();
  readonly #codes = new Map<string, number>();

  /** Takes what names this product; or says what else it names already. */
  refuse({ id, codes }: CatalogueProduct, line: number): string | null {
    const { reasons } = words.catalogue;
    const idLine = this.#ids.get(id);
    if (idLine !== undefined) return reasons.sameSku(id, idLine);
    const keys = codes.map(plainGtin);
    const place = keys.findIndex((key) => this.#codes.has(key));
    const code = codes[place];
    if (code !== undefined) return reasons.sameCode(code, this.#codes.get(plainGtin(code)) ?? 0);
    this.#ids.set(id, line);
    for (const key of keys) this.#codes.set(key, line);
    return null;
  }
}
