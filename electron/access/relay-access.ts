import type { AccessInfo } from '../../protocol/ipc.ts';
import type { CartAccess } from './cart-access.ts';

/** A profile's access to one relay as a whole, for who works with all of its carts. */
export class RelayAccess {
  readonly #relayUrl: string | null;
  readonly #access: CartAccess;

  /** `relayUrl` is `null` when there is none, and then nothing to have access to. */
  constructor(relayUrl: string | null, access: CartAccess) {
    this.#relayUrl = relayUrl;
    this.#access = access;
  }

  get token(): string | null {
    return this.#relayUrl === null ? null : this.#access.relayToken(this.#relayUrl);
  }

  /** What may be shown of it: everything but the token. */
  get info(): AccessInfo {
    return this.#access.relayInfo(this.#relayUrl ?? '');
  }

  /** Takes a token in the place of the one before, or none. Whether it is one. */
  set(token: string | null): boolean {
    return this.#relayUrl !== null && this.#access.setRelayToken(this.#relayUrl, token);
  }

  onChange(listener: () => void): void {
    this.#access.onChange((relayUrl) => {
      if (relayUrl === this.#relayUrl) listener();
    });
  }
}
