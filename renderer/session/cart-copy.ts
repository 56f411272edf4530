import * as Y from 'yjs';
import { reasonOf } from '../../cart/result.ts';
import type { StateVector } from '../../cart/delivery.ts';
import { opsById } from '../../cart/digest.ts';
import type { OpId } from '../../cart/ids.ts';
import type { ExportOutcome, FileToExport, TrolleyBridge } from '../../protocol/ipc.ts';
import { doneAnew } from './send-again.ts';
import type { SessionParts } from './session-parts.ts';
import { unsentOf, type Unsent } from './unsent.ts';
import type { WindowSync } from './window-sync.ts';

export interface CartCopyOptions {
  readonly parts: SessionParts;
  readonly bridge: TrolleyBridge;
  /** What is known to be on the relay now. */
  readonly durable: () => StateVector;
  /** Opens the cart anew in this window. */
  readonly reopen: () => Promise<void>;
}

/** This computer's copy of a cart: ways out of it, and ways to open it anew. */
export class CartCopy {
  readonly #parts: SessionParts;
  readonly #bridge: TrolleyBridge;
  readonly #durable: () => StateVector;
  readonly #reopen: () => Promise<void>;
  #windows: WindowSync | null = null;

  constructor({ parts, bridge, durable, reopen }: CartCopyOptions) {
    this.#parts = parts;
    this.#bridge = bridge;
    this.#durable = durable;
    this.#reopen = reopen;
  }

  /** The other windows that write to it. */
  shareWith(windows: WindowSync): void {
    this.#windows = windows;
  }

  /** Every operation that is here, as JSON: a way out that needs neither disk nor relay. */
  exportOps(): string {
    const { loaded, replica } = this.#parts;
    const ops: Iterable<readonly [OpId, unknown]> = loaded.ok
      ? replica.fold.ops
      : loaded.readable.map(({ key, value }) => [key as OpId, value] as const);
    return JSON.stringify(opsById(ops), null, 2);
  }

  /** About as much as it takes on the disk, in bytes. */
  byteLength(): number {
    return Y.encodeStateAsUpdate(this.#parts.replica.doc).length;
  }

  /** What is here and not known to be with the others. */
  unsent(): Unsent {
    return unsentOf(this.#parts.replica.doc, this.#durable());
  }

  /** Saves a text as a file, where the person says. */
  exportFile(file: FileToExport): Promise<ExportOutcome> {
    return this.#bridge.exportFile(file);
  }

  /**
   * Takes out of it, in all windows, what is not known to be with the others; gives why it could not. Anything
   * that was with them all the same comes back from them.
   */
  async leaveOutUnsent(): Promise<string | null> {
    const durable = this.#durable();
    this.#windows?.keepOnly(durable);
    return this.keepOnly(durable);
  }

  /**
   * Puts in again, as if it were done now, what the others do not take with the times it has; opens all windows
   * anew. Gives whether that could be done without changing what it means. Rejects when the disk refuses.
   */
  async doAnew(): Promise<boolean> {
    const replacement = doneAnew(this.#parts, this.#durable());
    if (replacement === null) return false;
    // On the disk first: the other windows then leave out what it takes the place of.
    await this.#parts.store.keepOnly(replacement.covered, replacement.updates);
    this.#windows?.keepOnly(replacement.covered);
    this.#windows?.end();
    await this.#reopen();
    return true;
  }

  /** Keeps what is covered and opens the cart anew; gives why it could not. */
  async keepOnly(covered: StateVector): Promise<string | null> {
    try {
      await this.#parts.store.keepOnly(covered);
    } catch (error) {
      return reasonOf(error);
    }
    this.#windows?.end();
    await this.#reopen();
    return null;
  }

  /** Opens the cart anew, when all of it is on the disk; rejects when the disk refuses. */
  async startAnew(): Promise<void> {
    await this.#parts.store.settle();
    await this.#reopen();
  }

  /**
   * After a failed load: throws it away and opens the cart anew, with what the relay has. What had not been sent
   * is lost, unless `exportOps` was kept; so ask first.
   */
  async startAgain(): Promise<void> {
    if (this.#parts.loaded.ok) throw new Error('a cart that could be loaded is not to be thrown away');
    await this.#parts.store.discard();
    await this.#reopen();
  }
}
