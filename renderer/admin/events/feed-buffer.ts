import type { OpEvent } from '../../../protocol/events.ts';

/**
 * The latest events of a feed, each once, in the order of positions; as a value that never changes.
 *
 * While it is paused, what is shown stays as it is and what comes is held back; resuming puts it behind. Both are
 * bounded by the limit, and what had to go is counted.
 */
export class FeedBuffer {
  readonly limit: number;
  /** The oldest first. */
  readonly shown: readonly OpEvent[];
  /** What came during the pause; `null` while it is not paused. */
  readonly held: readonly OpEvent[] | null;
  /** How many older ones are no longer kept. */
  readonly letGo: number;
  /** The highest position that came; −1 before the first. */
  readonly #last: number;

  private constructor(
    limit: number,
    { shown, held, letGo, last }: Pick<FeedBuffer, 'shown' | 'held' | 'letGo'> & { readonly last: number },
  ) {
    this.limit = limit;
    this.shown = shown;
    this.held = held;
    this.letGo = letGo;
    this.#last = last;
  }

  /** Nothing yet, and at most so many events ever. */
  static upTo(limit: number): FeedBuffer {
    return new FeedBuffer(limit, { shown: [], held: null, letGo: 0, last: -1 });
  }

  get isPaused(): boolean {
    return this.held !== null;
  }

  /** How many came during the pause and are kept. */
  get waiting(): number {
    return this.held?.length ?? 0;
  }

  /** Takes in events, in the order of positions; those that came before are passed over. */
  take(events: readonly OpEvent[]): FeedBuffer {
    let last = this.#last;
    const news = events.filter(({ position }) => {
      if (position <= last) return false;
      last = position;
      return true;
    });
    if (news.length === 0) return this;
    const all = [...(this.held ?? this.shown), ...news];
    const kept = all.length > this.limit ? all.slice(-this.limit) : all;
    return this.#with({
      ...(this.held === null ? { shown: kept } : { held: kept }),
      letGo: this.letGo + all.length - kept.length,
      last,
    });
  }

  pause(): FeedBuffer {
    return this.isPaused ? this : this.#with({ held: [] });
  }

  resume(): FeedBuffer {
    if (this.held === null) return this;
    const all = [...this.shown, ...this.held];
    const shown = all.slice(-this.limit);
    return this.#with({ shown, held: null, letGo: this.letGo + all.length - shown.length });
  }

  /** Empties what is shown. What comes, or is held back, is shown in its turn. */
  clear(): FeedBuffer {
    return this.#with({ shown: [], letGo: 0 });
  }

  #with(
    change: Partial<Pick<FeedBuffer, 'shown' | 'held' | 'letGo'> & { readonly last: number }>,
  ): FeedBuffer {
    const { limit, shown, held, letGo } = this;
    return new FeedBuffer(limit, { shown, held, letGo, last: this.#last, ...change });
  }
}
