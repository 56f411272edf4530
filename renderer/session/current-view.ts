import type { Fold } from '../../cart/fold.ts';
import type { Clock } from '../../cart/hlc.ts';
import { LiveView } from '../../cart/live-view.ts';
import type { CartView } from '../../cart/view.ts';

/** The longest that a timer can wait, in milliseconds: about 25 days. */
const MAX_WAIT_MS = 2 ** 31 - 1;

/** The view of a cart now: made when it is first asked for, and again after a change or the end of a sale. */
export class CurrentView {
  readonly #live: LiveView;
  readonly #clock: Clock;
  readonly #onExpired: () => void;
  #view: CartView | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(fold: Fold, clock: Clock, onExpired: () => void) {
    this.#live = new LiveView(fold);
    this.#clock = clock;
    this.#onExpired = onExpired;
  }

  get(): CartView {
    this.#view ??= this.#make();
    return this.#view;
  }

  /** To be called when the fold has changed. */
  invalidate(): void {
    this.#view = null;
  }

  /** Waits for no sale to end any more. */
  end(): void {
    clearTimeout(this.#timer);
  }

  #make(): CartView {
    const now = this.#clock();
    const view = this.#live.at(now);
    clearTimeout(this.#timer);
    if (view.nextExpiry !== null) {
      this.#timer = setTimeout(this.#expire, Math.min(view.nextExpiry - now, MAX_WAIT_MS));
    }
    return view;
  }

  readonly #expire = (): void => {
    this.invalidate();
    this.#onExpired();
  };
}
