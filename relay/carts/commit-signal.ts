import type { CartId } from '../../cart/ids.ts';
import type { Cancel, Timers } from '../timers.ts';
import type { LogEntry } from '../log/update-log.ts';

/** Somebody who waits for a commit; to be closed after use. */
export interface CommitWaiter {
  /** Resolves at the first commit since the last one seen, after so many milliseconds, or when `wake` is called. */
  next(within: number): Promise<'committed' | 'waited'>;
  wake(): void;
  close(): void;
}

/** Tells those who follow the log that there is more of it; costs nothing while nobody does. */
export class CommitSignal {
  readonly #timers: Timers;
  readonly #ofAll = new Set<() => void>();
  readonly #ofCart = new Map<CartId, Set<() => void>>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** How many follow. */
  get size(): number {
    let size = this.#ofAll.size;
    for (const waiters of this.#ofCart.values()) size += waiters.size;
    return size;
  }

  /** These have just become durable. */
  committed(entries: readonly LogEntry[]): void {
    for (const wake of this.#ofAll) wake();
    if (this.#ofCart.size === 0) return;
    for (const { cartId } of entries) {
      for (const wake of this.#ofCart.get(cartId) ?? []) wake();
    }
  }

  /** Follows one cart, or all. A commit between two calls of `next` is not missed. */
  follow(cartId: CartId | undefined): CommitWaiter {
    let hasCommitted = false;
    let resume: (() => void) | null = null;
    const onCommit = () => {
      hasCommitted = true;
      resume?.();
    };
    const waiters = this.#waitersOf(cartId);
    waiters.add(onCommit);
    return {
      next: async (within) => {
        let cancel: Cancel = () => undefined;
        if (!hasCommitted) {
          await new Promise<void>((resolve) => {
            resume = resolve;
            cancel = this.#timers.after(within, resolve);
          });
        }
        cancel();
        resume = null;
        const outcome = hasCommitted ? 'committed' : 'waited';
        hasCommitted = false;
        return outcome;
      },
      wake: () => resume?.(),
      close: () => {
        waiters.delete(onCommit);
        if (cartId !== undefined && waiters.size === 0) this.#ofCart.delete(cartId);
      },
    };
  }

  #waitersOf(cartId: CartId | undefined): Set<() => void> {
    if (cartId === undefined) return this.#ofAll;
    let waiters = this.#ofCart.get(cartId);
    if (!waiters) this.#ofCart.set(cartId, (waiters = new Set()));
    return waiters;
  }
}
