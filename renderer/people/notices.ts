import type { HistoryEntry } from '../../cart/history.ts';
import type { UserId } from '../../cart/ids.ts';
import { words } from '../messages/words.ts';
import { listNames } from '../shared/names.ts';

/** A burst is over when nothing came for this long, and told after this long even so. Milliseconds. */
export const QUIET_MS = 5_000;
export const LONGEST_MS = 30_000;

export interface NoticesOptions {
  readonly self: UserId;
  /** What people call the cart now. */
  readonly cartName: () => string;
  /** Whether somebody looks at the cart, who needs no notice. */
  readonly isWatched: () => boolean;
  /** Shows one sentence. */
  readonly notify: (text: string) => void;
  readonly setTimer: (run: () => void, ms: number) => unknown;
  readonly clearTimer: (timer: unknown) => void;
}

/** Tells, once for each burst, what others did to a cart that nobody looks at. */
export class Notices {
  readonly #options: NoticesOptions;
  #entries: HistoryEntry[] = [];
  #quiet: unknown;
  #longest: unknown;

  constructor(options: NoticesOptions) {
    this.#options = options;
  }

  /** Takes what is new in the history. */
  take(entries: readonly HistoryEntry[]): void {
    const { self, isWatched, setTimer, clearTimer } = this.#options;
    const theirs = entries.filter(({ by }) => by !== self);
    if (theirs.length === 0 || isWatched()) return;
    if (this.#entries.length === 0) this.#longest = setTimer(() => this.#tell(), LONGEST_MS);
    this.#entries.push(...theirs);
    clearTimer(this.#quiet);
    this.#quiet = setTimer(() => this.#tell(), QUIET_MS);
  }

  /** Forgets what was gathered: somebody looks now, or it is over. */
  drop(): void {
    this.#options.clearTimer(this.#quiet);
    this.#options.clearTimer(this.#longest);
    this.#entries = [];
  }

  #tell(): void {
    const { self, cartName, isWatched, notify } = this.#options;
    const entries = this.#entries;
    this.drop();
    if (!isWatched()) notify(noticeOf(entries, self, cartName()));
  }
}

/** "Ben added 3 products to Kitchen": what others did, in one sentence. */
export function noticeOf(entries: readonly HistoryEntry[], self: UserId, cartName: string): string {
  const names = listNames([...new Set(entries.map(({ by }) => by))].sort(), self);
  const cart = cartName === '' ? words.people.theCart : cartName;
  if (entries.some(({ kind }) => kind !== 'add')) {
    return words.people.noticeChanged(names, entries.length, cart);
  }
  const products = new Set(entries.map(({ productName, id }) => productName ?? id));
  return words.people.noticeAdded(names, products.size, cart);
}
