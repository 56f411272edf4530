/** Milliseconds between the end of one reading and the next. */
const PAUSE = 4000;

/** Times that a reading's own length is waited, so that a slow source is not asked all the time. */
const REST = 5;

/**
 * Reads now, and again and again while the window can be seen; returns what ends it.
 *
 * `read` must not throw.
 */
export function keepFresh(read: () => Promise<void>): () => void {
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const round = async (): Promise<void> => {
    const begin = performance.now();
    if (document.visibilityState === 'visible') await read();
    const pause = Math.max(PAUSE, REST * (performance.now() - begin));
    if (!isOver) timer = setTimeout(() => void round(), pause);
  };
  void round();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
