/** Runs something in the first task after the frame that shows what has changed by now. */
export const afterPaint = (run: () => void): void => void requestAnimationFrame(() => setTimeout(run));
