/** Starts a timer and gives the function that ends it. */
export type StartTimer = (run: () => void, ms: number) => () => void;

export const startTimer: StartTimer = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Does something a while after it was first asked for, however often it is; `now` does what is still to be done. */
export class Soon {
  readonly #run: () => void;
  readonly #ms: number;
  readonly #startTimer: StartTimer;
  #stop: (() => void) | null = null;

  constructor(run: () => void, ms: number, timer: StartTimer) {
    this.#run = run;
    this.#ms = ms;
    this.#startTimer = timer;
  }

  ask(): void {
    this.#stop ??= this.#startTimer(() => this.now(), this.#ms);
  }

  now(): void {
    if (!this.#stop) return;
    this.#stop();
    this.#stop = null;
    this.#run();
  }
}
