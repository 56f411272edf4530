import type { Timers } from '../timers.ts';

/** Turns of the event loop, so that nobody takes all of one. */
export class Turns {
  readonly #timers: Pick<Timers, 'soon'>;
  #turn = 1;
  #waiting: (() => void)[] = [];
  #isCounting = false;

  constructor(timers: Pick<Timers, 'soon'>) {
    this.#timers = timers;
  }

  /** Which one it is. */
  get turn(): number {
    if (!this.#isCounting) {
      this.#isCounting = true;
      this.#timers.soon(() => this.#next());
    }
    return this.#turn;
  }

  /** Runs it in the next one. */
  onNext(run: () => void): void {
    this.#waiting.push(run);
  }

  #next(): void {
    this.#isCounting = false;
    this.#turn += 1;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const run of waiting) run();
  }
}
