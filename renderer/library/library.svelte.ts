import type { CartId } from '../../cart/ids.ts';
import type { TrolleyBridge } from '../../protocol/ipc.ts';
import type { CartFiling, CartRecord } from '../../protocol/library.ts';
import { trashedSince } from './find-carts.ts';
import { defaultSettings, type Settings } from '../../protocol/settings.ts';

/** The profile's carts and settings as they are now, the same in all its windows. */
export class Library {
  readonly #bridge: TrolleyBridge;
  #carts = $state.raw<readonly CartRecord[]>([]);
  #settings = $state.raw<Settings>(defaultSettings);
  #isRead = $state.raw(false);

  /** `onTrashed` is told of a cart that has just been put into the trash, by whatever window. */
  constructor(bridge: TrolleyBridge, onTrashed: (cartId: CartId) => void) {
    this.#bridge = bridge;
    bridge.onCartsChanged((carts) => {
      const before = this.#carts;
      this.#carts = carts;
      for (const cartId of trashedSince(before, carts)) onTrashed(cartId);
    });
    bridge.onSettingsChanged((settings) => (this.#settings = settings));
    void this.#read();
  }

  /** In no particular order. */
  get carts(): readonly CartRecord[] {
    return this.#carts;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Whether it has been read: until then there is nothing to be said of it. */
  get isRead(): boolean {
    return this.#isRead;
  }

  find(cartId: CartId): CartRecord | null {
    return this.#carts.find((cart) => cart.cartId === cartId) ?? null;
  }

  file(cartId: CartId, filing: CartFiling): Promise<void> {
    return this.#bridge.fileCart(cartId, filing);
  }

  change(settings: Partial<Settings>): Promise<void> {
    return this.#bridge.changeSettings(settings);
  }

  async #read(): Promise<void> {
    const [carts, settings] = await Promise.all([this.#bridge.listCarts(), this.#bridge.getSettings()]);
    this.#carts = carts;
    this.#settings = settings;
    this.#isRead = true;
  }
}
