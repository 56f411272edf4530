import type { Cancel, Timers } from '../timers.ts';

interface Timer {
  due: number;
  readonly interval: number | null;
  readonly run: () => void;
}

/** Time that passes when the test says so. What is to run soon runs by itself. */
export class ManualTimers implements Timers {
  #now = 0;
  readonly #timers = new Set<Timer>();

  after(delay: number, run: () => void): Cancel {
    return this.#start({ due: this.#now + delay, interval: null, run });
  }

  every(interval: number, run: () => void): Cancel {
    return this.#start({ due: this.#now + interval, interval, run });
  }

  soon(run: () => void): Cancel {
    const immediate = setImmediate(run);
    return () => clearImmediate(immediate);
  }

  /** Lets time pass; timers run at their moments, in order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = next.due;
      if (next.interval === null) this.#timers.delete(next);
      else next.due += next.interval;
      next.run();
    }
    this.#now = end;
  }

  #start(timer: Timer): Cancel {
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  #next(end: number): Timer | undefined {
    return [...this.#timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  }
}
