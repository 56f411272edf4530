import type { CartDesk } from '../cart/cart-desk.svelte.ts';
import type { CatalogueProduct } from '../catalogue/catalogue-product.ts';
import type { Catalogue } from '../catalogue/catalogue.svelte.ts';
import type { Suggestion } from '../catalogue/suggest.ts';
import { words } from '../messages/words.ts';
import type { PriceDesk } from '../prices/price-desk.svelte.ts';
import { addToCart } from './add-to-cart.ts';
import {
  quickAddPreview,
  quickEntryOf,
  readQuickAdd,
  type QuickAdd,
  type QuickAddField,
  type Wanted,
} from './quick-add.ts';
import { completionOf, nextChoice } from './suggestion-choice.ts';

/** As many as fit under the field in a small window. */
const MOST_SUGGESTED = 7;

/** What came of asking for something to be added. */
export type Added =
  | { readonly status: 'added'; readonly id: string }
  /** It has options, and waits for them. */
  | { readonly status: 'asked' }
  | { readonly status: 'refused'; readonly field: QuickAddField };

/** What stands in the quick-add bar, what it comes to, and what its keys do. */
export class QuickAddBar {
  readonly #desk: CartDesk;
  readonly #prices: PriceDesk;
  readonly #catalogue: Catalogue;

  name = $state('');
  price = $state('');
  quantity = $state('');
  problem = $state.raw<{ readonly field: QuickAddField; readonly message: string } | null>(null);
  /** Of the suggestions; −1 for what is typed. */
  highlighted = $state(-1);
  /** What waits for its options. */
  asked = $state.raw<{ readonly wanted: Wanted; readonly product: CatalogueProduct } | null>(null);
  #isOpen = $state(false);

  readonly #fields = $derived({ name: this.name, price: this.price, quantity: this.quantity });
  /** What is looked for: the line without its quantity and price. */
  readonly query = $derived.by(() => quickEntryOf(this.#fields, this.#identify).name);
  readonly suggestions: readonly Suggestion[] = $derived.by(() =>
    this.#isOpen ? this.#catalogue.suggest(this.query, MOST_SUGGESTED) : [],
  );
  readonly #chosen = $derived(this.suggestions[this.highlighted]?.product ?? null);
  readonly #read: QuickAdd = $derived.by(() =>
    readQuickAdd(this.#fields, {
      view: this.#desk.session.view,
      identify: this.#identify,
      chosen: this.#chosen,
      now: this.#desk.session.now(),
    }),
  );
  /** What Enter will do, in words; empty while there is nothing to say. */
  readonly preview = $derived(
    this.name.trim() === '' && !this.#chosen ? '' : (quickAddPreview(this.#read) ?? ''),
  );

  constructor(desk: CartDesk, prices: PriceDesk, catalogue: Catalogue) {
    this.#desk = desk;
    this.#prices = prices;
    this.#catalogue = catalogue;
  }

  /** Offers what fits what is typed; with nothing typed, what is wanted most. */
  open(): void {
    this.#isOpen = true;
  }

  close(): void {
    this.#isOpen = false;
    this.highlighted = -1;
  }

  clear(): void {
    this.name = this.price = this.quantity = '';
    this.problem = null;
    this.close();
  }

  /** Whether what is typed can only be understood with a catalogue that is still being read: scanners are fast. */
  get needsCatalogue(): boolean {
    return !this.#catalogue.isRead && /\d{8}/.test(this.name);
  }

  /** Adds what is highlighted, else what is typed; asks first for the options that a product has. */
  submit(): Added {
    const read = this.#read;
    if (!read.ok) return this.#refuse(read.field, read.message);
    const { product } = read;
    if (!product || Object.keys(product.options).length === 0) return this.add(read, {});
    this.asked = { wanted: read, product };
    this.close();
    return { status: 'asked' };
  }

  add(wanted: Wanted, options: Readonly<Record<string, string>>): Added {
    this.asked = null;
    const refused = addToCart(this.#desk, this.#catalogue, wanted, options);
    if (refused !== null) return this.#refuse('name', refused);
    if (wanted.priceFrom === 'typed') this.#prices.keep(wanted.id, wanted.price);
    this.clear();
    return { status: 'added', id: wanted.id };
  }

  star(product: CatalogueProduct): void {
    const { starredNow, unstarredNow } = words.adding;
    const isStarred = this.#catalogue.toggleStar(product);
    this.#desk.spoken = isStarred ? starredNow(product.name) : unstarredNow(product.name);
  }

  /** What a key does in the name field; gives whether it did. */
  takesKey({ key, altKey, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
    const { suggestions, highlighted } = this;
    const count = suggestions.length;
    const completion = key === 'Tab' && !shiftKey ? completionOf(suggestions, highlighted, this.query) : null;
    const starred = this.#chosen ?? (this.#read.ok ? this.#read.product : null);
    if (key === 'ArrowDown' && altKey) this.open();
    else if (key === 'ArrowDown' && count > 0) this.highlighted = nextChoice(highlighted, count, 1);
    else if (key === 'ArrowUp' && count > 0) this.highlighted = nextChoice(highlighted, count, -1);
    else if (completion) this.#complete(completion.product);
    else if (key === 'Escape' && count > 0) this.close();
    else if ((ctrlKey || metaKey) && key.toLowerCase() === 'd' && starred) this.star(starred);
    else return false;
    return true;
  }

  #complete(product: CatalogueProduct): void {
    const { quantity } = quickEntryOf(this.#fields, this.#identify);
    this.name = quantity === null ? product.name : `${quantity} x ${product.name}`;
    this.close();
  }

  #refuse(field: QuickAddField, message: string): Added {
    this.problem = { field, message };
    this.close();
    return { status: 'refused', field };
  }

  get #identify() {
    return (text: string) => this.#catalogue.identify(text);
  }
}
