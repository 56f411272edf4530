import { createContext } from 'svelte';
import type { CartId } from '../../cart/ids.ts';
import { MAX_TEXT } from '../../cart/op.ts';
import { reasonOf } from '../../cart/result.ts';
import type { About } from '../../protocol/ipc.ts';
import type { JoinLink } from '../../protocol/join-link.ts';
import type { CartFiling, CartRecord } from '../../protocol/library.ts';
import type { OpenCarts } from '../frame/open-carts.svelte.ts';
import type { CartWork } from '../library/cart-work.ts';
import { countCarts, findCarts, nameOfCart, type Drawer } from '../library/find-carts.ts';
import type { Library } from '../library/library.svelte.ts';
import { words } from '../messages/words.ts';
import type { ShareMemory } from './share-memory.ts';

/** What is open over the list of carts, or over a cart. */
export type HomeDialog =
  /** A new cart: an empty one, or one with what is in `from`. */
  | { readonly kind: 'new'; readonly name: string; readonly from: CartRecord | null }
  /** A cart of somebody else's: by a link that was followed, or by what is typed. */
  | { readonly kind: 'join'; readonly link: JoinLink | null }
  | { readonly kind: 'preferences' | 'keys' | 'about' }
  | { readonly kind: 'share'; readonly cartId: CartId }
  | { readonly kind: 'delete'; readonly cart: CartRecord }
  | { readonly kind: 'empty-trash'; readonly carts: readonly CartRecord[] };

/** What is said of the last thing that was done, and how it is taken back. */
export interface HomeNotice {
  readonly text: string;
  readonly tone: 'done' | 'problem';
  readonly undo: (() => Promise<void>) | null;
}

/** What somebody can do with the carts of a profile, and what is shown of it. */
export class HomeDesk {
  readonly library: Library;
  readonly work: CartWork;
  readonly #carts: OpenCarts;
  readonly #sharing: ShareMemory;

  drawer = $state.raw<Drawer>('carts');
  search = $state.raw('');
  dialog = $state.raw<HomeDialog | null>(null);
  renaming = $state.raw<CartId | null>(null);
  #notice = $state.raw<HomeNotice | null>(null);

  readonly found: readonly CartRecord[] = $derived.by(() =>
    findCarts(this.library.carts, this.drawer, this.search),
  );
  readonly counts = $derived.by(() => countCarts(this.library.carts, this.search));
  /** Whether the carts are on more than one server, so that each says on which. */
  readonly isOnSeveral = $derived.by(() =>
    this.library.carts.some(({ relayUrl }) => relayUrl !== this.library.carts[0]?.relayUrl),
  );

  constructor(library: Library, work: CartWork, carts: OpenCarts, sharing: ShareMemory) {
    this.library = library;
    this.work = work;
    this.#carts = carts;
    this.#sharing = sharing;
    const { cartId } = sharing;
    if (cartId !== null) this.share(cartId);
  }

  get profile(): string {
    return this.#carts.setup.profile;
  }

  get notice(): HomeNotice | null {
    return this.#notice;
  }

  open(cart: CartRecord): void {
    this.#carts.open(cart.cartId);
  }

  async openWindow(cart: CartRecord): Promise<void> {
    await this.#carts.bridge.openWindow(cart.cartId);
  }

  /** What the list is for, in each of its parts: opening a cart, making one from a template, taking one back. */
  choose(cart: CartRecord): void {
    if (cart.shelf === 'trashed') void this.restore(cart);
    else if (this.drawer === 'templates') this.startNew('', cart);
    else this.open(cart);
  }

  /** Asks for the name of a new cart. */
  startNew(name = '', from: CartRecord | null = null): void {
    this.dialog = { kind: 'new', name: name || (from === null ? '' : nameOfCart(from)), from };
  }

  startJoin(link: JoinLink | null = null): void {
    this.dialog = { kind: 'join', link };
  }

  /** Makes a cart and opens it; gives why not. */
  async create(
    title: string,
    relayUrl: string | null,
    from: CartRecord | null = null,
  ): Promise<string | null> {
    const made = await this.work.create({ title, relayUrl, from });
    if (!made.ok) return made.refusal.message;
    this.search = '';
    this.#carts.open(made.value);
    return null;
  }

  async duplicate(cart: CartRecord): Promise<void> {
    const title = words.carts.copyOf(nameOfCart(cart)).slice(0, MAX_TEXT.name);
    const problem = await this.create(title, cart.relayUrl, cart);
    if (problem !== null) this.report(problem);
  }

  /** The same, of a cart that is in front. */
  async duplicateOpen(cartId: CartId): Promise<void> {
    const cart = this.library.find(cartId);
    if (cart) await this.duplicate(cart);
  }

  /** Shows the keys, or takes them away; another dialog in front stays. */
  toggleKeys(): void {
    if (this.dialog === null) this.dialog = { kind: 'keys' };
    else if (this.dialog.kind === 'keys') this.dialog = null;
  }

  share(cartId: CartId): void {
    this.dialog = { kind: 'share', cartId };
  }

  async saveAsTemplate(cart: CartRecord): Promise<void> {
    const title = nameOfCart(cart);
    const made = await this.work.create({ title, relayUrl: null, from: cart, isTemplate: true });
    if (made.ok) this.#confirm(words.carts.isTemplate(title), null);
    else this.report(made.refusal.message);
  }

  /** Gives why it cannot be called so; `null` when it is on its way to be. */
  rename(cart: CartRecord, text: string): string | null {
    if (text.trim().length > MAX_TEXT.name) return words.home.nameTooLong;
    void this.work.rename(cart, text.trim()).then((renamed) => {
      if (!renamed.ok) this.report(renamed.refusal.message);
      else this.#confirm(words.carts.isRenamed(text.trim() || cart.cartId), null);
    });
    return null;
  }

  archive(cart: CartRecord): Promise<void> {
    return this.#putAway(cart, 'archived', words.carts.isArchived(nameOfCart(cart)));
  }

  trash(cart: CartRecord): Promise<void> {
    return this.#putAway(cart, 'trashed', words.carts.isTrashed(nameOfCart(cart)));
  }

  /** Back from the archive or the trash. */
  restore(cart: CartRecord): Promise<void> {
    return this.#file(cart, { shelf: 'active' }, words.carts.isBack(nameOfCart(cart)));
  }

  async join({ cartId, relayUrl }: JoinLink): Promise<void> {
    try {
      await this.#carts.bridge.addCart({ cartId, relayUrl });
      this.#carts.open(cartId);
    } catch (error) {
      this.report(words.carts.notDone(reasonOf(error)));
    }
  }

  /** As long as the dialog for sharing is open; gives what is to be called at its end. */
  keepSharing(cartId: CartId): () => void {
    return this.#sharing.keep(cartId);
  }

  /** Connects a cart of this computer alone to a server, and opens it anew there. */
  async connect({ cartId }: CartRecord, relayUrl: string): Promise<void> {
    await this.library.file(cartId, { relayUrl });
    if (this.#carts.isOpen(cartId)) await this.#carts.reopen(cartId);
  }

  /** Deletes carts of the trash for good; says how many are gone, and what stands in the way of the others. */
  async deleteForGood(carts: readonly CartRecord[]): Promise<void> {
    const problems: string[] = [];
    for (const cart of carts) {
      const problem = await this.work.deleteForGood(cart);
      if (problem !== null) problems.push(problem);
    }
    const [first] = carts;
    if (problems[0] !== undefined) this.report(problems.join(' '));
    else if (first) {
      const text =
        carts.length === 1 ? words.carts.isDeleted(nameOfCart(first)) : words.carts.areDeleted(carts.length);
      this.#confirm(text, null);
    }
  }

  copyText(text: string): Promise<void> {
    return this.#carts.bridge.copyText(text);
  }

  readAbout(): Promise<About> {
    return this.#carts.bridge.getAbout();
  }

  /** Chooses for all carts and windows of this profile. */
  setOffline(offline: boolean): Promise<void> {
    return this.#carts.bridge.setOffline(offline);
  }

  async undoLast(): Promise<void> {
    const undo = this.#notice?.undo;
    if (!undo) return;
    this.#notice = null;
    await undo();
  }

  dismissNotice(): void {
    this.#notice = null;
  }

  /** Says why something could not be done, in the list: a cart in front has its own to say. */
  report(text: string): void {
    this.#carts.show('carts');
    this.#notice = { text, tone: 'problem', undo: null };
  }

  /** Takes a cart out of sight; one that is open is closed first, when all of it is saved. */
  async #putAway(cart: CartRecord, shelf: 'archived' | 'trashed', text: string): Promise<void> {
    if (this.#carts.isOpen(cart.cartId) && !(await this.#carts.close(cart.cartId))) return;
    await this.#file(cart, { shelf }, text);
  }

  async #file(cart: CartRecord, filing: CartFiling, text: string): Promise<void> {
    const { cartId, shelf } = cart;
    try {
      await this.library.file(cartId, filing);
      this.#confirm(text, () => this.library.file(cartId, { shelf }));
    } catch (error) {
      this.report(words.carts.notDone(reasonOf(error)));
    }
  }

  #confirm(text: string, undo: HomeNotice['undo']): void {
    this.#notice = { text, tone: 'done', undo };
  }
}

export const [useHome, provideHome] = createContext<HomeDesk>();
