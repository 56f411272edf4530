import MiniSearch from 'minisearch';
import { wordsOf } from '../shared/fold-text.ts';
import type { CatalogueProduct } from './catalogue-product.ts';
import { CodeIndex } from './code-index.ts';

/** Products that are put into the index before others get a turn: some milliseconds' work. */
const CHUNK = 100;
/** Products that are remembered for a single letter: more than anybody is shown. */
const MOST_BY_LETTER = 30;

/** What MiniSearch is to look for in a product. */
interface Indexed {
  readonly id: string;
  readonly name: string;
  readonly keywords: string;
  readonly category: string;
}

/** Finds products by the beginnings of words, by words spelled a little differently, and by SKU and code. */
export class ProductSearch {
  readonly #index = new MiniSearch<Indexed>({
    fields: ['name', 'keywords', 'category'],
    tokenize: (text) => [...wordsOf(text)],
    // Folded already, by `wordsOf`.
    processTerm: (term) => term,
  });
  readonly #byLetter = new Map<string, string[]>();
  readonly #words = new Map<string, readonly string[]>();
  readonly #byName = new Map<string, string>();
  #codes = new CodeIndex([]);

  /** Takes the products in, by and by, and stops when told to. */
  async addAll(products: readonly CatalogueProduct[], signal: AbortSignal): Promise<void> {
    for (let at = 0; at < products.length && !signal.aborted; at += CHUNK) {
      for (const product of products.slice(at, at + CHUNK)) this.#add(product);
      await new Promise((resolve) => setTimeout(resolve));
    }
    this.#codes = new CodeIndex(products);
  }

  /** Id of the product with this name, however it is written; the first of several. */
  named(name: string): string | undefined {
    return this.#byName.get(wordsOf(name).join(' '));
  }

  /**
   * Ids of products for the text, the best first, at most so many: those with each of its words.
   *
   * A word counts by its beginning, as it may be half typed. Misspelled words are looked for only where nothing
   * fits as it is spelled.
   */
  find(text: string, limit: number): readonly string[] {
    const words = wordsOf(text);
    if (words.length === 0) return [];
    const byCode = this.#codes.startingWith(text, /\d/.test(text) ? limit : 0);
    return [...new Set([...byCode, ...this.#byWords(words, limit)])].slice(0, limit);
  }

  #add({ id, name, keywords, category }: CatalogueProduct): void {
    const words = wordsOf(name);
    this.#index.add({ id, name, keywords: keywords.join(' '), category });
    this.#words.set(id, words);
    const plainName = words.join(' ');
    if (!this.#byName.has(plainName)) this.#byName.set(plainName, id);
    for (const letter of new Set(words.map(([first = '']) => first))) {
      const ids = this.#byLetter.get(letter) ?? [];
      if (ids.length < MOST_BY_LETTER) this.#byLetter.set(letter, [...ids, id]);
    }
  }

  /** Single letters fit thousands: they only choose among what other words have found. */
  #byWords(words: readonly string[], limit: number): readonly string[] {
    const letters = words.filter(({ length }) => length === 1);
    const longer = words.filter(({ length }) => length > 1);
    if (longer.length === 0) return this.#fitting(this.#byLetter.get(letters[0] ?? '') ?? [], letters);
    const exact = this.#search(longer, false);
    const found = exact.length > 0 ? exact : this.#search(longer, true);
    return this.#fitting(found, letters).slice(0, limit);
  }

  /** Those whose name has words that begin with all these letters; all, if none has. */
  #fitting(ids: readonly string[], letters: readonly string[]): readonly string[] {
    if (letters.length === 0) return ids;
    const fitting = ids.filter((id) =>
      letters.every((letter) => this.#words.get(id)?.some((word) => word.startsWith(letter))),
    );
    return fitting.length > 0 ? fitting : ids;
  }

  #search(words: readonly string[], isFuzzy: boolean): readonly string[] {
    const results = this.#index.search(words.join(' '), {
      combineWith: 'AND',
      boost: { name: 3, keywords: 2 },
      prefix: true,
      // One letter in five; short words are too much like each other.
      fuzzy: isFuzzy ? (term) => (term.length > 3 ? 0.2 : false) : false,
    });
    return results.map(({ id }) => id as string);
  }
}
