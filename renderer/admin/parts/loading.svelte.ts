import { reasonOf, type Refusal } from '../../../cart/result.ts';
import type { AdminProblem, AdminResult } from '../../../protocol/admin/bridge.ts';

/**
 * Something that is asked for, and what came of it.
 *
 * What is there stays while it is asked for again, and when that is refused: then `refusal` says so beside it.
 * Of several requests the one that was made last counts.
 */
export class Loading<T> {
  readonly #ask: () => Promise<AdminResult<T>>;
  readonly #onRefused: (problem: AdminProblem) => void;
  #value = $state.raw<T | null>(null);
  #refusal = $state.raw<Refusal<AdminProblem> | null>(null);
  #isLoading = $state(false);
  #latest = 0;

  constructor(
    ask: () => Promise<AdminResult<T>>,
    onRefused: (problem: AdminProblem) => void = () => undefined,
  ) {
    this.#ask = ask;
    this.#onRefused = onRefused;
  }

  /** The latest that was given; `null` before the first. */
  get value(): T | null {
    return this.#value;
  }

  /** Why the latest request gave nothing; `null` if it did or has not ended. */
  get refusal(): Refusal<AdminProblem> | null {
    return this.#refusal;
  }

  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** Whether there is nothing to show yet but that it is on its way. */
  get isFirst(): boolean {
    return this.#value === null && this.#refusal === null;
  }

  /** Asks for it (anew). Ends when the answer is there; never throws. */
  async load(): Promise<void> {
    const number = (this.#latest += 1);
    this.#isLoading = true;
    const answer = await this.#answer();
    if (number !== this.#latest) return;
    this.#isLoading = false;
    if (answer.ok) {
      this.#value = answer.value;
      this.#refusal = null;
    } else {
      this.#refusal = answer.refusal;
      this.#onRefused(answer.refusal.code);
    }
  }

  /** Forgets what is there: what comes next is about something else. */
  clear(): void {
    this.#latest += 1;
    this.#value = null;
    this.#refusal = null;
    this.#isLoading = false;
  }

  async #answer(): Promise<AdminResult<T>> {
    try {
      return await this.#ask();
    } catch (thrown) {
      return { ok: false, refusal: { code: 'invalid', message: reasonOf(thrown) } };
    }
  }
}
