/**
 * What is remembered of a cart's database outside of it, since Chromium throws a corrupt one away and opens
 * an empty one as if nothing had been.
 */
export class StoreMemory {
  readonly #storage: Storage;
  readonly #held: string;
  readonly #inUse: string;

  constructor(storage: Storage, database: string) {
    this.#storage = storage;
    this.#held = `${database} held operations`;
    this.#inUse = `${database} is in use`;
  }

  /** Whether operations were ever saved: if there are none now, they were lost. */
  get hasHeldOperations(): boolean {
    return this.#storage.getItem(this.#held) !== null;
  }

  /** Whether the last use ended without `rest`: by a crash, say, or with the power. */
  get endedBadly(): boolean {
    return this.#storage.getItem(this.#inUse) !== null;
  }

  /** To be called before writing. */
  use(): void {
    if (!this.endedBadly) this.#storage.setItem(this.#inUse, 'yes');
  }

  /** To be called when something is saved. */
  noteOperations(): void {
    if (!this.hasHeldOperations) this.#storage.setItem(this.#held, 'yes');
  }

  /** To be called when all is saved and nothing more comes. */
  rest(): void {
    this.#storage.removeItem(this.#inUse);
  }

  /** For a cart that is to begin anew. */
  forget(): void {
    this.#storage.removeItem(this.#held);
    this.#storage.removeItem(this.#inUse);
  }
}
