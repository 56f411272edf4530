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
  #isPassing = false;
  #isHolding = false;
  #hasMore = false;

  /** To be called by a getter: whatever effect or template reads it follows this topic. */
  follow(): void {
    this.#subscribe();
  }

  changed(): void {
    if (this.#isHolding) this.#hasMore = true;
    else this.#pass();
  }

  #pass(): void {
    for (const listener of this.#listeners) listener();
    if (this.#isPassing) return;
    this.#isPassing = true;
    // What else changes before the window is drawn for this change is drawn with it.
    queueMicrotask(() => {
      this.#isPassing = false;
      this.#isHolding = true;
      requestAnimationFrame(() => this.#release());
    });
  }

  #release(): void {
    this.#isHolding = false;
    if (!this.#hasMore) return;
    this.#hasMore = false;
    this.#pass();
  }
}
