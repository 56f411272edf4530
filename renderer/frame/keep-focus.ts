/**
 * Sees to it that the keyboard is somewhere. What opens over the page gives the focus back when it closes; but that
 * may be to an item of a menu which has gone, or to a row that was taken out. Then it goes to what had it last
 * on the page itself, or else to the first field there. Returns the end of it.
 */
export function keepFocus(page: Document): () => void {
  let last: HTMLElement | null = null;

  function onfocusin({ target }: FocusEvent): void {
    if (target instanceof HTMLElement && !target.closest('[role="dialog"], [role="menu"]')) last = target;
  }

  /** After everybody who knows better where it belongs. */
  function onfocusout({ target, relatedTarget }: FocusEvent): void {
    if (relatedTarget !== null || !(target instanceof Element)) return;
    requestAnimationFrame(() => {
      // A press beside everything leaves the focus, and what had it is still there.
      if (target.isConnected || page.activeElement !== page.body) return;
      const next = last?.isConnected
        ? last
        : page.querySelector<HTMLElement>('main input:not([type="radio"])');
      next?.focus();
    });
  }

  page.addEventListener('focusin', onfocusin);
  page.addEventListener('focusout', onfocusout);
  return () => {
    page.removeEventListener('focusin', onfocusin);
    page.removeEventListener('focusout', onfocusout);
  };
}
