import type { CartId } from '../../cart/ids.ts';
import type { AccessInfo } from '../../protocol/ipc.ts';
import { readClaims } from '../../protocol/read-claims.ts';
import { EVERY_CART } from '../../protocol/token.ts';
import type { SecretStore } from './secret-store.ts';

/** A cart, and the relay it is on; `null` for a cart of this computer alone, which needs no access. */
export interface CartPlace {
  readonly cartId: CartId;
  readonly relayUrl: string | null;
}

/**
 * A profile's access codes: one for each relay, and one for a single cart of it where that is all it is for.
 *
 * A cart's own comes before its relay's, and the relay's is what is tried for a cart without one.
 */
export class CartAccess {
  readonly #store: SecretStore;
  readonly #listeners: ((relayUrl: string) => void)[] = [];

  constructor(store: SecretStore) {
    this.#store = store;
  }

  token({ cartId, relayUrl }: CartPlace): string | null {
    if (relayUrl === null) return null;
    return this.#store.get(ofCart(relayUrl, cartId)) ?? this.#store.get(relayUrl);
  }

  /** What may be shown of it: everything but the token. */
  info(place: CartPlace): AccessInfo {
    return this.#infoOf(this.token(place));
  }

  /** Takes a token in the place of the one that a cart has, or none. Whether it is one. */
  set({ cartId, relayUrl }: CartPlace, token: string | null): boolean {
    const claims = token === null ? null : readClaims(token);
    if (relayUrl === null || (token !== null && !claims)) return false;
    const own = ofCart(relayUrl, cartId);
    if (claims && claims.aud !== EVERY_CART) {
      // Kept where it was entered, so that this cart can say what is wrong with another's; and where it is good.
      for (const address of new Set([own, ofCart(relayUrl, claims.aud)])) this.#store.set(address, token);
    } else {
      const hasOwn = this.#store.get(own) !== null;
      if (hasOwn) this.#store.set(own, null);
      if (claims || !hasOwn) this.#store.set(relayUrl, token);
    }
    this.#tell(relayUrl);
    return true;
  }

  /** The relay's, else any that there is for one of its carts: whoever has one is somebody to it. */
  relayToken(relayUrl: string): string | null {
    const known = this.#store.get(relayUrl);
    if (known !== null) return known;
    const addresses = this.#store.addresses.filter((address) => address.startsWith(ofCart(relayUrl, '')));
    return addresses.map((address) => this.#store.get(address)).find((token) => token !== null) ?? null;
  }

  relayInfo(relayUrl: string): AccessInfo {
    return this.#infoOf(this.relayToken(relayUrl));
  }

  /** Takes a token for all carts of a relay that have none of their own, whatever it says. Whether it is one. */
  setRelayToken(relayUrl: string, token: string | null): boolean {
    if (token !== null && !readClaims(token)) return false;
    this.#store.set(relayUrl, token);
    this.#tell(relayUrl);
    return true;
  }

  onChange(listener: (relayUrl: string) => void): void {
    this.#listeners.push(listener);
  }

  #infoOf(token: string | null): AccessInfo {
    const { keeping } = this.#store;
    return { claims: token === null ? null : readClaims(token), keeping };
  }

  #tell(relayUrl: string): void {
    for (const listener of this.#listeners) listener(relayUrl);
  }
}

/** An address of a relay has no such mark in it. */
const ofCart = (relayUrl: string, cartId: string): string => `${relayUrl}#${cartId}`;
