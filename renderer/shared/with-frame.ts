/** Runs something with the next frame, for which the page is laid out anyway; returns the end of it. */
export function withFrame(run: () => void): () => void {
  const frame = requestAnimationFrame(run);
  return () => cancelAnimationFrame(frame);
}
