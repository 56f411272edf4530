/** Tells how high elements are: each once at first, and again whenever it changes. */
export class HeightWatch {
  readonly #keys = new Map<Element, string>();
  readonly #observer: ResizeObserver;

  /** `onHeights` is called with the keys of elements and their heights in CSS pixels, before the page shows them. */
  constructor(onHeights: (heights: readonly (readonly [key: string, height: number])[]) => void) {
    this.#observer = new ResizeObserver((entries) => {
      const heights = entries.flatMap(({ target, borderBoxSize }) => {
        const key = this.#keys.get(target);
        const height = borderBoxSize[0]?.blockSize ?? 0;
        // Nothing has a height while it is hidden.
        return key === undefined || height === 0 ? [] : [[key, height] as const];
      });
      if (heights.length > 0) onHeights(heights);
    });
  }

  /** Follows an element; returns the end of it. */
  follow(element: Element, key: string): () => void {
    this.#keys.set(element, key);
    this.#observer.observe(element);
    return () => {
      this.#keys.delete(element);
      this.#observer.unobserve(element);
    };
  }

  /** Tells all of them again. */
  repeat(): void {
    for (const element of this.#keys.keys()) {
      this.#observer.unobserve(element);
      this.#observer.observe(element);
    }
  }

  stop(): void {
    this.#observer.disconnect();
  }
}
