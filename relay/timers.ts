/** Stops a timer; harmless when it has run. */
export type Cancel = () => void;

/** The passing of time, so that tests can own it. Times are in milliseconds. */
export interface Timers {
  after(delay: number, run: () => void): Cancel;
  every(interval: number, run: () => void): Cancel;
  /** Runs once the messages that have already arrived are dealt with. */
  soon(run: () => void): Cancel;
}

export const systemTimers: Timers = {
  after(delay, run) {
    const timer = setTimeout(run, delay);
    return () => clearTimeout(timer);
  },
  every(interval, run) {
    const timer = setInterval(run, interval);
    return () => clearInterval(timer);
  },
  soon(run) {
    const immediate = setImmediate(run);
    return () => clearImmediate(immediate);
  },
};

/** Resolves when the promise does, or when the time is over; rejects if the promise does before. */
export async function withDeadline(promise: Promise<unknown>, delay: number, timers: Timers): Promise<void> {
  let cancel: Cancel = () => undefined;
  const deadline = new Promise<void>((resolve) => (cancel = timers.after(delay, resolve)));
  try {
    await Promise.race([promise, deadline]);
  } finally {
    cancel();
  }
}
