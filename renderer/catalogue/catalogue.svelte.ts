import * as v from 'valibot';
import { reasonOf } from '../../cart/result.ts';
import { words } from '../messages/words.ts';
import { Topic } from '../session/topic.ts';
import { afterPaint } from '../shared/after-paint.ts';
import { CatalogueDatabase } from './catalogue-database.ts';
import type { CatalogueAbout, CatalogueProduct } from './catalogue-product.ts';
import { CatalogueContents } from './catalogue-contents.ts';
import { suggest, type Suggestion } from './suggest.ts';
import { UsageBook } from './usage-book.ts';
import { usageSchema, type Usage } from './usage.ts';

/** What the windows of a profile tell each other. */
const newsSchema = v.variant('kind', [
  v.object({ kind: v.literal('replaced') }),
  v.object({ kind: v.literal('used'), usage: usageSchema }),
]);
type News = v.InferOutput<typeof newsSchema>;

export interface CatalogueParts {
  readonly indexedDB: IDBFactory;
  readonly channel: BroadcastChannel;
  readonly now: () => number;
}

/** A use of a product: what was added, and how. */
export type Use = Pick<Usage, 'id' | 'name' | 'options' | 'price'>;

/**
 * The products of this profile that can be added by choosing them, with what is known of their use.
 *
 * It is read by and by after the page is there; until then there is just less to find. What the getters and
 * `suggest` give can be followed.
 */
export class Catalogue {
  readonly #parts: CatalogueParts;
  #database: Promise<CatalogueDatabase> | null = null;
  readonly #usages = new UsageBook();
  #contents = new CatalogueContents([]);
  #reading = new AbortController();
  #about = $state.raw<CatalogueAbout | null>(null);
  #problem = $state.raw<string | null>(null);
  /** There are other products, or more of them can be found. */
  readonly #contentsTopic = new Topic();
  readonly #usageTopic = new Topic();
  #isRead = $state(false);
  /** Resolves when what is on the disk has been read, or cannot be. */
  readonly whenRead: Promise<void>;

  constructor(parts: CatalogueParts) {
    this.#parts = parts;
    parts.channel.onmessage = ({ data }) => this.#hear(data);
    this.whenRead = this.#read();
  }

  /** `null` for none. */
  get about(): CatalogueAbout | null {
    return this.#about;
  }

  get isRead(): boolean {
    return this.#isRead;
  }

  /** Why it could not be read or kept, in words; `null` if it could. */
  get problem(): string | null {
    return this.#problem;
  }

  suggest(text: string, limit: number): readonly Suggestion[] {
    this.#contentsTopic.follow();
    this.#usageTopic.follow();
    return suggest(text, limit, {
      productOf: (id) => this.#contents.productOf(id),
      byCode: (code) => this.#contents.coded(code),
      usages: this.#usages.all,
      search: this.#contents.search,
      now: this.#parts.now(),
    });
  }

  /** The product that carts name so. */
  productOf(id: string): CatalogueProduct | undefined {
    this.#contentsTopic.follow();
    return this.#contents.productOf(id);
  }

  /** The product with exactly this SKU, code or name. */
  identify(text: string): CatalogueProduct | undefined {
    this.#contentsTopic.follow();
    return this.#contents.identify(text);
  }

  /** What was chosen last for a product. */
  lastOptionsOf(id: string): Readonly<Record<string, string>> {
    return this.#usages.get(id)?.options ?? {};
  }

  /** All products, as they were loaded. */
  get products(): readonly CatalogueProduct[] {
    return this.#contents.products;
  }

  /** Puts these products in the place of all; gives why not, in words, and then nothing has changed. */
  async replace(products: readonly CatalogueProduct[], file: string): Promise<string | null> {
    const about = { file, loadedAt: this.#parts.now(), count: products.length };
    return this.#keep(products.length === 0 ? null : about, products);
  }

  async remove(): Promise<string | null> {
    return this.#keep(null, []);
  }

  /** Remembers that a product was added. */
  noteUse({ id, name, options, price }: Use): void {
    const before = this.#usages.get(id);
    const isStarred = before?.isStarred ?? false;
    const count = (before?.count ?? 0) + 1;
    this.#keepUsage({ id, name, options, price, isStarred, count, lastAt: this.#parts.now() });
  }

  /** Stars a product, or takes the star away; gives whether it has one now. */
  toggleStar({ id, name, price }: CatalogueProduct): boolean {
    const before = this.#usages.get(id) ?? { id, name, count: 0, lastAt: 0, options: {}, price: null };
    const isStarred = !this.#usages.get(id)?.isStarred;
    const last = price && { amount: price.amount, currency: price.currency };
    this.#keepUsage({ ...before, price: before.price ?? last, isStarred });
    return isStarred;
  }

  async #read(): Promise<void> {
    try {
      const database = await this.#open();
      for (const usage of await database.readUsage()) this.#usages.take(usage);
      await this.#readProducts();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isRead = true;
      this.#usageTopic.changed();
    }
  }

  async #readProducts(): Promise<void> {
    const database = await this.#open();
    this.#adopt(await database.readAbout(), await database.readProducts());
  }

  async #keep(about: CatalogueAbout | null, products: readonly CatalogueProduct[]): Promise<string | null> {
    try {
      const database = await this.#open();
      await database.replace(about, products);
    } catch (error) {
      return this.#fail(error);
    }
    this.#problem = null;
    this.#adopt(about, products);
    this.#tell({ kind: 'replaced' });
    return null;
  }

  #adopt(about: CatalogueAbout | null, products: readonly CatalogueProduct[]): void {
    this.#reading.abort();
    this.#reading = new AbortController();
    this.#about = about;
    this.#contents = new CatalogueContents(products);
    this.#contentsTopic.changed();
    const { signal } = this.#reading;
    void this.#contents.search.addAll(products, signal).then(() => {
      if (!signal.aborted) this.#contentsTopic.changed();
    });
  }

  #keepUsage(usage: Usage): void {
    this.#takeUsage(usage);
    // What was added with it is to be seen first.
    afterPaint(() => {
      const forgotten = this.#usages.prune(this.#parts.now());
      this.#tell({ kind: 'used', usage });
      void this.#open()
        .then((database) => database.keepUsage(usage, forgotten))
        .catch((error: unknown) => this.#fail(error));
    });
  }

  #takeUsage(usage: Usage): void {
    this.#usages.take(usage);
    this.#usageTopic.changed();
  }

  #tell(news: News): void {
    this.#parts.channel.postMessage(news);
  }

  #hear(data: unknown): void {
    const news = v.safeParse(newsSchema, data);
    if (!news.success) return;
    if (news.output.kind === 'used') this.#takeUsage(news.output.usage);
    else void this.#readProducts().catch((error: unknown) => this.#fail(error));
  }

  #open(): Promise<CatalogueDatabase> {
    this.#database ??= CatalogueDatabase.open(this.#parts.indexedDB);
    return this.#database;
  }

  /** A connection that failed once is not tried again; the next change opens a new one. */
  #fail(error: unknown): string {
    this.#database = null;
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    const { storageProblem, diskFull } = words.catalogue;
    this.#problem = `${storageProblem} ${isFull ? diskFull : reasonOf(error)}.`;
    return this.#problem;
  }
}
