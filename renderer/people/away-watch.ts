/** How long nothing is touched before somebody counts as away, in milliseconds. */
export const AWAY_AFTER_MS = 3 * 60_000;

export interface AwayWatchOptions {
  /** Called with each change. */
  readonly onChange: (isAway: boolean) => void;
  readonly setTimer: (run: () => void, ms: number) => unknown;
  readonly clearTimer: (timer: unknown) => void;
}

/** Knows whether somebody is at a window: not when it is out of sight, nor when nothing is touched for a while. */
export class AwayWatch {
  readonly #options: AwayWatchOptions;
  #isAway = false;
  #isHidden = false;
  #timer: unknown;

  constructor(options: AwayWatchOptions) {
    this.#options = options;
    this.touched();
  }

  /** A key, the mouse, a finger. */
  touched(): void {
    this.#options.clearTimer(this.#timer);
    this.#timer = this.#options.setTimer(() => this.#set(true), AWAY_AFTER_MS);
    this.#set(this.#isHidden);
  }

  /** The window went out of sight, or came back. */
  hidden(isHidden: boolean): void {
    this.#isHidden = isHidden;
    if (isHidden) this.#set(true);
    else this.touched();
  }

  /** The window shows something else from now on. */
  stop(): void {
    this.#options.clearTimer(this.#timer);
    this.#set(true);
  }

  #set(isAway: boolean): void {
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    this.#options.onChange(isAway);
  }
}
