import { createSubscriber } from 'svelte/reactivity';

/**
 * Something that changes without Svelte's knowledge: what has followed it is run again when it changed.
 *
 * The first change is passed on at once and those right behind it together, with the next frame: nobody can
 * see more, and hundreds a second must not draw the window hundreds of times.
 */
export class Topic {
  readonly #listeners = new Set<() => void>();
  readonly #subscribe = createSubscriber((update) => {
    this.#listeners.add(update);
    return () => this.#listeners.delete(update);
  });
  #isHolding = false;
  #hasMore = false;

  /** To be called by a getter: whatever effect or template reads it follows this topic. */
  follow(): void {
    this.#subscribe();
  }

  changed(): void {
    this.#hasMore = true;
    if (!this.#isHolding) this.#pass();
  }

  #pass(): void {
    this.#isHolding = this.#hasMore;
    if (!this.#hasMore) return;
    this.#hasMore = false;
    requestAnimationFrame(() => this.#pass());
    for (const listener of this.#listeners) listener();
  }
}
