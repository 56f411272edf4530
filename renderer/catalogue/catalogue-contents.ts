import type { CatalogueProduct } from './catalogue-product.ts';
import { plainGtin } from './gtin.ts';
import { ProductSearch } from './product-search.ts';

/** The products of one catalogue, by what names them. */
export class CatalogueContents {
  readonly #byId: ReadonlyMap<string, CatalogueProduct>;
  readonly #byCode: ReadonlyMap<string, CatalogueProduct>;
  readonly search = new ProductSearch();

  constructor(products: readonly CatalogueProduct[]) {
    this.#byId = new Map(products.map((product) => [product.id, product]));
    this.#byCode = new Map(
      products.flatMap((product) => product.codes.map((code) => [plainGtin(code), product] as const)),
    );
  }

  /** In the order of the file. */
  get products(): readonly CatalogueProduct[] {
    return [...this.#byId.values()];
  }

  productOf(id: string): CatalogueProduct | undefined {
    return this.#byId.get(id);
  }

  /** The product with exactly this SKU or code. */
  coded(code: string): CatalogueProduct | undefined {
    return this.#byId.get(code) ?? this.#byCode.get(/^\d{8,14}$/.test(code) ? plainGtin(code) : '');
  }

  /** The same, or with exactly this name. */
  identify(text: string): CatalogueProduct | undefined {
    return this.coded(text.trim()) ?? this.#byId.get(this.search.named(text) ?? '');
  }
}
