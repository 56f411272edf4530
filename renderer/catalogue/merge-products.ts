import type { CatalogueProduct } from './catalogue-product.ts';
import { plainGtin } from './gtin.ts';

/**
 * The products of before with new ones: those with the same SKU are updated in their place, others come last.
 *
 * A code belongs to one product: to the new one that has it.
 */
export function mergeProducts(
  before: readonly CatalogueProduct[],
  added: readonly CatalogueProduct[],
): readonly CatalogueProduct[] {
  const taken = new Set(added.flatMap(({ codes }) => codes.map(plainGtin)));
  const merged = new Map<string, CatalogueProduct>();
  for (const product of before) {
    const codes = product.codes.filter((code) => !taken.has(plainGtin(code)));
    merged.set(product.id, codes.length === product.codes.length ? product : { ...product, codes });
  }
  for (const product of added) merged.set(product.id, product);
  return [...merged.values()];
}
