import type { CrashPoint, CrashPoints } from '../log/crash-points.ts';

export interface SuddenDeathOptions {
  /** Name of the point; another text is none. */
  readonly point: string;
  /** At which time of coming by it, from 1. */
  readonly at: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** The engine has so long to get somewhere into its commit, at most, in milliseconds. */
const COMMIT_MS = 4;

/** Ends this process with SIGKILL at a point, the n-th time that it is reached after `arm`. */
export class SuddenDeath implements CrashPoints {
  readonly #options: SuddenDeathOptions;
  #isArmed = false;
  #reached = 0;

  constructor(options: SuddenDeathOptions) {
    this.#options = options;
  }

  arm(): void {
    this.#isArmed = true;
  }

  reach(point: CrashPoint): void {
    const { at, random } = this.#options;
    if (!this.#isArmed || point !== this.#options.point) return;
    this.#reached += 1;
    if (this.#reached !== at) return;
    if (point !== 'duringCommit' && point !== 'duringCompaction') die();
    // The engine's thread starts at the end of this turn; no event may come between.
    setImmediate(() => {
      const end = performance.now() + random() * COMMIT_MS;
      while (performance.now() < end);
      die();
    });
  }
}

/** Does not come back: the signal is delivered before the call returns. */
function die(): void {
  process.kill(process.pid, 'SIGKILL');
}
