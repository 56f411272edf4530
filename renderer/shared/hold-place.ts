/**
 * Keeps what is scrolled at its place on the screen while the element above it becomes higher or lower.
 *
 * Nobody is to press another row than the one they aim at because a notice has come. Gives an attachment for
 * the element above; at the very top, where there is nothing to keep, everything moves.
 */
export const holdPlace =
  (scroller: () => HTMLElement) =>
  (above: HTMLElement): (() => void) => {
    /** `null` until it was laid out. */
    let height: number | null = null;
    const observer = new ResizeObserver(() => {
      const now = above.offsetHeight;
      const by = now - (height ?? now);
      height = now;
      const scrolled = scroller();
      if (scrolled.scrollTop > 0) scrolled.scrollTop += by;
    });
    observer.observe(above);
    return () => observer.disconnect();
  };
