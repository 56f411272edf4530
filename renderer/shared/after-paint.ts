/** A window that draws no frames, though it is not hidden, waits no longer than this. In milliseconds. */
const PATIENCE_MS = 100;

/**
 * Runs something in the first task after the frame that shows what has changed by now. Where there is nothing to be
 * seen it runs as soon as what goes on is done.
 */
export function afterPaint(run: () => void): void {
  if (document.hidden) {
    queueMicrotask(run);
    return;
  }
  let isDone = false;
  const runOnce = () => {
    if (isDone) return;
    isDone = true;
    clearTimeout(patience);
    run();
  };
  const patience = setTimeout(runOnce, PATIENCE_MS);
  requestAnimationFrame(() => setTimeout(runOnce));
}
