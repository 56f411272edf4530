import { withFrame } from './with-frame.ts';

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
  const cancel = withFrame(() => {
    clearTimeout(patience);
    setTimeout(run);
  });
  const patience = setTimeout(() => {
    cancel();
    run();
  }, PATIENCE_MS);
}
