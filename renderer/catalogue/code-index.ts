import { foldText } from '../shared/fold-text.ts';
import type { CatalogueProduct } from './catalogue-product.ts';

/** Products by the beginnings of their SKUs and codes, in the order of these. */
export class CodeIndex {
  readonly #entries: readonly { readonly code: string; readonly id: string }[];

  constructor(products: readonly CatalogueProduct[]) {
    this.#entries = products
      .flatMap(({ id, codes }) => [foldText(id), ...codes].map((code) => ({ code, id })))
      .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  }

  /** Ids of at most so many products with a SKU or code that begins so. */
  startingWith(text: string, limit: number): readonly string[] {
    const start = foldText(text.trim());
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle]?.code ?? '') < start) low = middle + 1;
      else high = middle;
    }
    const found = new Set<string>();
    for (let at = low; found.size < limit; at += 1) {
      const entry = this.#entries[at];
      if (!entry?.code.startsWith(start)) break;
      found.add(entry.id);
    }
    return [...found];
  }
}
