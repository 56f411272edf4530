import { createContext } from 'svelte';
import type { CartId } from '../../cart/ids.ts';
import { reasonOf } from '../../cart/result.ts';
import type { Place, TrolleyBridge, WindowSetup, WindowTabs } from '../../protocol/ipc.ts';
import type { CartRecord } from '../../protocol/library.ts';
import { CartSession } from '../session/cart-session.svelte.ts';
import { CartTab } from './cart-tab.svelte.ts';
import { placeBeside, withCart, withoutCart } from './tab-order.ts';

/** As many as are offered to be opened again. */
const MAX_CLOSED = 20;

/**
 * The carts that a window has open, each in a tab, and which of them is in front.
 *
 * Those in the background go on saving, syncing and answering.
 */
export class OpenCarts {
  readonly bridge: TrolleyBridge;
  readonly setup: WindowSetup;
  // What is in it and in which order is `#order`, which is followed.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #tabs = new Map<CartId, CartTab>();
  #order = $state.raw<WindowTabs>({ open: [], shown: 'carts' });
  #offline: boolean;
  /** Closed here, the latest last. */
  readonly #closed: CartId[] = [];

  constructor(bridge: TrolleyBridge, setup: WindowSetup) {
    this.bridge = bridge;
    this.setup = setup;
    this.#offline = setup.offline;
    for (const cartId of setup.tabs.open) this.#tabs.set(cartId, new CartTab(cartId));
    this.#order = setup.tabs;
    bridge.onOfflineChanged((offline) => (this.#offline = offline));
    bridge.onShowCart((cartId) => this.open(cartId));
    bridge.onCartsChanged((records) => this.#followRelays(records));
    void this.#report();
    void this.#loadAll();
  }

  /** In order. */
  get tabs(): readonly CartTab[] {
    return this.#order.open.flatMap((cartId) => this.#tabs.get(cartId) ?? []);
  }

  get shown(): Place {
    return this.#order.shown;
  }

  /** The tab in front; `null` when that is the list of carts. */
  get shownTab(): CartTab | null {
    return this.#order.shown === 'carts' ? null : (this.#tabs.get(this.#order.shown) ?? null);
  }

  tabOf(cartId: CartId): CartTab | null {
    return this.#order.open.includes(cartId) ? (this.#tabs.get(cartId) ?? null) : null;
  }

  isOpen(cartId: CartId): boolean {
    return this.#order.open.includes(cartId);
  }

  /** Opens a cart in a tab, if it has none, and shows it. */
  open(cartId: CartId): void {
    const tab = this.tabOf(cartId) ?? new CartTab(cartId);
    const isNew = this.#tabs.get(cartId) !== tab;
    this.#tabs.set(cartId, tab);
    this.#arrange(withCart(this.#order, cartId));
    if (isNew) void this.#load(tab);
  }

  /** Shows what is open already. */
  show(place: Place): void {
    if (place === 'carts' || this.isOpen(place)) this.#arrange({ ...this.#order, shown: place });
  }

  /** Shows the place so many tabs further. */
  showBeside(steps: number): void {
    this.show(placeBeside(this.#order, steps));
  }

  /** Closes a tab when its cart is saved; else shows it, with what keeps it from being saved. Whether it is closed. */
  async close(cartId: CartId): Promise<boolean> {
    const tab = this.tabOf(cartId);
    if (!tab) return true;
    try {
      await tab.session?.settle();
    } catch {
      // The cart says so itself.
      this.show(cartId);
      return false;
    }
    if (this.tabOf(cartId) !== tab) return true;
    this.#arrange(withoutCart(this.#order, cartId));
    this.#tabs.delete(cartId);
    this.#closed.push(cartId);
    if (this.#closed.length > MAX_CLOSED) this.#closed.shift();
    tab.session?.close();
    return true;
  }

  /** Opens the cart again that was closed last. */
  reopenClosed(): void {
    const cartId = this.#closed.pop();
    if (cartId) this.open(cartId);
  }

  /** Opens a cart anew in its tab, when it is saved. Rejects when the disk refuses. */
  async reopen(cartId: CartId): Promise<void> {
    const tab = this.tabOf(cartId);
    const session = tab?.session ?? null;
    await session?.settle();
    // One that is being opened has nothing to be opened anew.
    if (tab?.session !== session) return;
    if (session !== null || tab.problem !== null) await this.#replace(tab);
  }

  async #replace(tab: CartTab): Promise<void> {
    tab.session?.close();
    tab.session = null;
    tab.problem = null;
    await this.#load(tab);
  }

  /** Reads the page anew, when everything is saved; it opens the same carts. Rejects when the disk refuses. */
  async startAnew(): Promise<void> {
    await Promise.all(this.tabs.flatMap(({ session }) => session?.settle() ?? []));
    await this.#report();
    location.reload();
  }

  /** The one in front first, so that it is there at once. */
  async #loadAll(): Promise<void> {
    const { shownTab } = this;
    if (shownTab) await this.#load(shownTab);
    for (const tab of this.tabs) if (tab !== shownTab && !tab.session) await this.#load(tab);
  }

  async #load(tab: CartTab): Promise<void> {
    const { bridge, setup } = this;
    const { cartId } = tab;
    try {
      const cart = await bridge.openCart(cartId);
      // The page's policy was made before this relay was known.
      if (!cart.isReachable) {
        await this.startAnew();
        return;
      }
      const session: CartSession = await CartSession.open({
        ...{ bridge, setup, cart, offline: this.#offline },
        reopen: async () => {
          if (tab.session === session) await this.#replace(tab);
        },
      });
      if (this.tabOf(cartId) === tab && !tab.session) tab.session = session;
      else session.close();
    } catch (error) {
      tab.problem = reasonOf(error);
      void bridge.log('error', `${cartId} could not be opened: ${tab.problem}`);
    }
  }

  /** A cart that has been put on another relay is opened anew for that one. */
  #followRelays(records: readonly CartRecord[]): void {
    for (const { cartId, relayUrl } of records) {
      const session = this.tabOf(cartId)?.session;
      if (!session || session.relayUrl === relayUrl) continue;
      // A disk that refuses says so itself, and then what is open here matters more.
      void this.reopen(cartId).catch(() => undefined);
    }
  }

  #arrange(order: WindowTabs): void {
    this.#order = order;
    void this.#report();
  }

  #report(): Promise<void> {
    return this.bridge.reportTabs(this.#order);
  }
}

export const [useCarts, provideCarts] = createContext<OpenCarts>();
