/**
 * Lets through one value in each stretch of time, the first after one such stretch, and drops the others: for
 * progress, whose end is told otherwise. Time is in milliseconds.
 */
export function throttle<T>(
  tell: (value: T) => void,
  everyMs: number,
  clock: () => number,
): (value: T) => void {
  let next = clock() + everyMs;
  return (value) => {
    if (clock() < next) return;
    next = clock() + everyMs;
    tell(value);
  };
}
