import { wordsOf } from '../shared/fold-text.ts';
import type { CatalogueProduct } from './catalogue-product.ts';
import type { ProductSearch } from './product-search.ts';
import { byWant, type Usage } from './usage.ts';

/** A product that is offered while somebody types. */
export interface Suggestion {
  readonly product: CatalogueProduct;
  readonly isStarred: boolean;
  /** Whether it was added here before. */
  readonly isUsed: boolean;
}

/** What suggestions are made from. */
export interface SuggestionSources {
  readonly productOf: (id: string) => CatalogueProduct | undefined;
  /** The product with exactly this SKU or code. */
  readonly byCode: (code: string) => CatalogueProduct | undefined;
  readonly usages: Iterable<Usage>;
  readonly search: Pick<ProductSearch, 'find'>;
  readonly now: number;
}

/**
 * What fits the text, at most so many: the product with that very code alone; else favourites, what was used
 * lately or often, then the rest of the catalogue. For an empty text, favourites and what was used.
 */
export function suggest(text: string, limit: number, sources: SuggestionSources): readonly Suggestion[] {
  const { productOf, byCode, usages, search, now } = sources;
  const coded = byCode(text.trim());
  const known = new Map([...usages].map((usage) => [usage.id, usage]));
  const suggestionOf = (product: CatalogueProduct): Suggestion => {
    const usage = known.get(product.id);
    return { product, isStarred: usage?.isStarred ?? false, isUsed: (usage?.count ?? 0) > 0 };
  };
  if (coded) return [suggestionOf(coded)];
  const typed = wordsOf(text);
  const wanted = [...known.values()]
    .map((usage) => ({ usage, product: productOf(usage.id) ?? productFrom(usage) }))
    .filter(({ usage, product }) => (usage.isStarred || usage.count > 0) && fits(product, typed))
    .sort((a, b) => byWant(now)(a.usage, b.usage))
    .slice(0, limit)
    .map(({ product }) => product);
  const more = text.trim() === '' ? [] : search.find(text, limit + wanted.length).map(productOf);
  const all = new Map<string, CatalogueProduct>();
  for (const product of [...wanted, ...more]) if (product) all.set(product.id, product);
  return [...all.values()].slice(0, limit).map(suggestionOf);
}

/** What was typed once and no catalogue has. */
const productFrom = ({ id, name, price }: Usage): CatalogueProduct => ({
  ...{ id, name, price, codes: [], category: '', keywords: [], options: {} },
});

/** Whether each of the words begins one of the product's. */
function fits({ name, keywords }: CatalogueProduct, typed: readonly string[]): boolean {
  if (typed.length === 0) return true;
  const words = [name, ...keywords].flatMap(wordsOf);
  return typed.every((start) => words.some((word) => word.startsWith(start)));
}
