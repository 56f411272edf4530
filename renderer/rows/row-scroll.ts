import { afterPaint } from '../shared/after-paint.ts';
import type { ListWindow } from './list-window.svelte.ts';

interface Followed {
  readonly list: ListWindow;
  readonly grid: HTMLElement;
  /** Where it begins in what is scrolled, in CSS pixels; below everything until the page was laid out with it. */
  start: number;
}

/**
 * Keeps lists in step with what scrolls them, which is a part of the window, or the page where the window is very low.
 *
 * When something above what is in view becomes higher, lower, more or less, what is in view stays where it is.
 */
export class RowScroll {
  /** From top to bottom. */
  readonly #lists: Followed[] = [];
  readonly #observer = new ResizeObserver(() => this.#resized());
  /** To ask for it costs the page's styles, which have just changed when it is needed. */
  #scroller: HTMLElement | null = null;
  #scrolled = 0;
  #width = 0;

  /** Follows a list in this element; returns the end of it. */
  follow(list: ListWindow, grid: HTMLElement): () => void {
    const followed = { list, grid, start: Infinity };
    this.#lists.push(followed);
    this.#lists.sort((a, b) =>
      a.grid.compareDocumentPosition(b.grid) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    // Whatever is above it makes one of those around it higher.
    for (let around: Element | null = grid; around; around = around.parentElement) {
      this.#observer.observe(around);
    }
    document.addEventListener('scroll', this.#onscroll, { capture: true, passive: true });
    window.addEventListener('resize', this.#onresize);
    // Where it is, the observer asks when the page is laid out: it tells of what is new to it, too.
    return () => {
      this.#lists.splice(this.#lists.indexOf(followed), 1);
      if (this.#lists.length > 0) return;
      this.#observer.disconnect();
      this.#scroller = null;
      document.removeEventListener('scroll', this.#onscroll, { capture: true });
      window.removeEventListener('resize', this.#onresize);
    };
  }

  /** Rows may have moved: what was in view is put back where it was. */
  settle(): void {
    let shift = 0;
    for (const { list, start } of this.#lists) {
      const seen = this.#scrolled - start;
      const moved = list.settle(seen);
      // The last list that begins above what is in view has what is in view, or stands right above it.
      if (seen > 0) shift = moved;
    }
    this.#shift(shift);
  }

  /** Something is higher or lower than before, and the page is laid out so. */
  #resized(): void {
    const scroller = this.#scroller;
    if (!scroller) {
      this.#onresize();
      return;
    }
    let shift = 0;
    for (const followed of this.#lists) {
      if (this.#scrolled > followed.start) shift = this.#startOf(followed, scroller) - followed.start;
    }
    const isAsWide = scroller.clientWidth === this.#width;
    this.#shift(shift);
    if (!isAsWide) {
      this.#look();
      return;
    }
    this.#note(scroller);
    // The rows in the page go beyond what is in view: which they are now can wait, while names break where they did.
    afterPaint(() => this.#look());
  }

  #shift(by: number): void {
    if (!this.#scroller || this.#scrolled <= 0 || Math.abs(by) < 1) return;
    this.#scroller.scrollTop = this.#scrolled + by;
    this.#look();
  }

  /** The usual height of a row, in CSS pixels. */
  get usualHeight(): number {
    return this.#lists[0]?.list.usualHeight ?? 1;
  }

  /** What scrolls the lists. */
  get scroller(): HTMLElement | null {
    return this.#scroller;
  }

  /** What of the window the rows have, in CSS pixels on the screen. */
  get view(): { readonly top: number; readonly bottom: number } {
    const scroller = this.#scroller;
    if (!scroller || scroller === document.documentElement) return { top: 0, bottom: window.innerHeight };
    const { top, bottom } = scroller.getBoundingClientRect();
    return { top, bottom };
  }

  readonly #onscroll = (): void => this.#look();

  /** In a very low window the page scrolls, else a part of it. */
  readonly #onresize = (): void => {
    this.#scroller = scrollerOf(this.#lists[0]?.grid);
    this.#look();
  };

  /** Has the rows there that are in view. */
  #look(): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    this.#note(scroller);
    for (const { list, grid } of this.#lists) list.place(grid.getBoundingClientRect(), window.innerHeight);
  }

  /** Notes where everything is. */
  #note(scroller: HTMLElement): void {
    this.#scrolled = scroller.scrollTop;
    this.#width = scroller.clientWidth;
    for (const followed of this.#lists) followed.start = this.#startOf(followed, scroller);
  }

  #startOf({ grid }: Followed, scroller: HTMLElement): number {
    const top = scroller === document.documentElement ? 0 : scroller.getBoundingClientRect().top;
    return grid.getBoundingClientRect().top - top + scroller.scrollTop;
  }
}

function scrollerOf(element: HTMLElement | undefined): HTMLElement | null {
  const root = document.documentElement;
  for (let around = element?.parentElement; around; around = around.parentElement) {
    const { overflowY } = getComputedStyle(around);
    if (around === root || overflowY === 'auto' || overflowY === 'scroll') return around;
  }
  return null;
}
