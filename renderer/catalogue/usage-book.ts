import { toForget, type Usage } from './usage.ts';

/** What is known of the use of products, each once. */
export class UsageBook {
  readonly #usages = new Map<string, Usage>();

  get all(): Iterable<Usage> {
    return this.#usages.values();
  }

  get(id: string): Usage | undefined {
    return this.#usages.get(id);
  }

  take(usage: Usage): void {
    this.#usages.set(usage.id, usage);
  }

  /** Forgets what need not be remembered any more, and gives it. */
  prune(now: number): readonly Usage[] {
    const forgotten = toForget([...this.#usages.values()], now);
    for (const { id } of forgotten) this.#usages.delete(id);
    return forgotten;
  }
}
