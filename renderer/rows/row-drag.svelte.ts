import type { LineId } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';
import type { ListWindow } from './list-window.svelte.ts';
import type { RowDesk } from './row-desk.svelte.ts';
import { isSameRow } from './row-moves.ts';

/** How far the pointer goes before a press is a drag, in CSS pixels. */
const THRESHOLD = 4;
/** So near an edge of what is in view it scrolls, at most so fast; CSS pixels, and CSS pixels in a millisecond. */
const EDGE = 48;
const MAX_SPEED = 1.2;
/** The longest that a frame counts for, in milliseconds: after a pause it does not leap. */
const MAX_FRAME = 100;

/** A row of a list in hand: by its handle, up or down, until it is let go or Escape puts it back. */
export class RowDrag {
  readonly #rowDesk: RowDesk;
  readonly #list: ListWindow;
  readonly #grid: () => HTMLElement;
  #lineIds = $state.raw<readonly LineId[] | null>(null);
  /** Index of the row that it would be put in front of; `null` before the pointer has gone far enough. */
  #gap = $state.raw<number | null>(null);
  #begin = 0;
  #pointer = 0;
  #frame = 0;
  #lastFrame = 0;
  #ending: AbortController | null = null;

  constructor(rowDesk: RowDesk, list: ListWindow, grid: () => HTMLElement) {
    this.#rowDesk = rowDesk;
    this.#list = list;
    this.#grid = grid;
  }

  /** Whether this row is in hand. */
  isOf(row: CartRow): boolean {
    return this.#gap !== null && this.#lineIds !== null && isSameRow(this.#lineIds, row);
  }

  /** Where the line is that shows where it would go, in CSS pixels from the top of the list. */
  get line(): number | null {
    return this.#gap === null ? null : this.#list.offsetOf(this.#gap);
  }

  start(event: PointerEvent, row: CartRow): void {
    if (event.button !== 0) return;
    this.cancel();
    // No text is to be selected on the way.
    event.preventDefault();
    this.#lineIds = row.lineIds;
    this.#rowDesk.current = row.lineIds[0] ?? null;
    this.#begin = this.#pointer = event.clientY;
    this.#ending = new AbortController();
    const options = { signal: this.#ending.signal, capture: true };
    window.addEventListener('pointermove', (moved) => this.#moved(moved.clientY), options);
    window.addEventListener('pointerup', () => this.#drop(), options);
    window.addEventListener('pointercancel', () => this.cancel(), options);
    window.addEventListener('blur', () => this.cancel(), options);
    window.addEventListener('keydown', (pressed) => this.#pressed(pressed), options);
  }

  cancel(): void {
    this.#ending?.abort();
    this.#ending = null;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#lineIds = null;
    this.#gap = null;
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  }

  #moved(pointer: number): void {
    this.#pointer = pointer;
    if (this.#gap === null && Math.abs(pointer - this.#begin) < THRESHOLD) return;
    this.#aim();
    if (this.#frame !== 0) return;
    this.#lastFrame = performance.now();
    this.#frame = requestAnimationFrame(this.#scroll);
  }

  #aim(): void {
    this.#gap = this.#list.gapAt(this.#pointer - this.#grid().getBoundingClientRect().top);
  }

  /** The nearer to the edge, the faster. */
  readonly #scroll = (now: number): void => {
    const time = Math.min(MAX_FRAME, now - this.#lastFrame);
    this.#lastFrame = now;
    const { top, bottom } = this.#rowDesk.scroll.view;
    const above = Math.max(0, top + EDGE - this.#pointer);
    const below = Math.max(0, this.#pointer - (bottom - EDGE));
    const speed = Math.max(-1, Math.min(1, (below - above) / EDGE)) * MAX_SPEED;
    if (speed !== 0 && time > 0) {
      this.#rowDesk.scroll.scroller?.scrollBy(0, speed * time);
      this.#aim();
    }
    this.#frame = requestAnimationFrame(this.#scroll);
  };

  #drop(): void {
    const [lineIds, gap] = [this.#lineIds, this.#gap];
    this.cancel();
    const row = lineIds && this.#rowDesk.rowOf(lineIds[0]);
    if (!row || gap === null) return;
    const index = this.#rowDesk.listOf(row).findIndex((other) => isSameRow(row.lineIds, other));
    this.#rowDesk.moveTo(row, gap > index ? gap - 1 : gap);
    this.#rowDesk.goTo(row);
  }
}
