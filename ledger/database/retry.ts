import { DatabaseUnavailable } from './database.ts';

export interface RetryOptions {
  /** How long to go on trying, in milliseconds. */
  readonly patienceMs: number;
  readonly clock: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly signal?: AbortSignal;
  /** Told of each failure that is tried again. */
  readonly onRetry?: (error: DatabaseUnavailable) => void;
}

const FIRST_MS = 100;
const LONGEST_MS = 5_000;

/**
 * Runs something again while the database cannot be reached, with growing pauses, until patience ends.
 *
 * What is run must be safe to run twice: the connection may have been lost after the commit.
 */
export async function withRetry<T>(run: () => Promise<T>, options: RetryOptions): Promise<T> {
  const until = options.clock() + options.patienceMs;
  for (let pause = FIRST_MS; ; pause = Math.min(2 * pause, LONGEST_MS)) {
    try {
      return await run();
    } catch (error) {
      const isPassing = error instanceof DatabaseUnavailable && !options.signal?.aborted;
      if (!isPassing || options.clock() + pause > until) throw error;
      options.onRetry?.(error);
      await options.sleep(pause, options.signal);
    }
  }
}
