import * as Y from 'yjs';
import { decodeStateVector, type StateVector } from '../../cart/delivery.ts';
import type { OpStore } from './op-store.ts';

/** How long news is gathered before it is written, in milliseconds. */
const WRITE_AFTER_MS = 500;

/** Where it is kept among what else there is of a cart. */
export const durableKeyOf = (relayUrl: string): string => `durable ${relayUrl}`;

/**
 * Remembers what a relay was last known to have on disk, so that a cart opened offline does not look as if
 * nothing had ever been sent. It is a hint: when connected, the relay tells.
 */
export class DurableMemory {
  readonly #store: OpStore;
  readonly #key: string;
  #latest: StateVector = new Map();
  #isPlanned = false;

  constructor(store: OpStore, relayUrl: string) {
    this.#store = store;
    this.#key = durableKeyOf(relayUrl);
  }

  async recall(): Promise<StateVector> {
    try {
      const bytes = await this.#store.read(this.#key);
      if (bytes instanceof Uint8Array) this.#latest = decodeStateVector(bytes);
    } catch {
      // Without the hint more is shown as not yet sent, until the relay tells.
    }
    return this.#latest;
  }

  keep(durable: StateVector): void {
    if (durable === this.#latest) return;
    this.#latest = durable;
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setTimeout(() => void this.#write(), WRITE_AFTER_MS);
  }

  /** Writes now what is still to be written. */
  async settle(): Promise<void> {
    if (this.#isPlanned) await this.#write();
  }

  async #write(): Promise<void> {
    if (!this.#isPlanned) return;
    this.#isPlanned = false;
    try {
      await this.#store.keep(this.#key, Y.encodeStateVector(new Map(this.#latest)));
    } catch {
      // The store shows its own troubles; see `recall` for what is lost here.
    }
  }
}
