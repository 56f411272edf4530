import type { CartRow } from '../../cart/row.ts';
import { HeightWatch } from './height-watch.ts';
import { RowHeights } from './row-heights.ts';
import { roomAfter, rowAt, slotsOf, type Slot } from './row-slots.ts';

/** How far beyond what can be seen rows are kept in the page, and in what steps that follows the scrolling. */
const MARGIN = 200;
const STEP = 100;
/** As many rows at most tell how far what is in view has moved. */
const MAX_WITNESSES = 15;

/** Which rows begin where. */
interface Layout {
  /** Moves with the heights. */
  readonly version: number;
  readonly keys: readonly string[];
  readonly offsets: Float64Array;
}

/**
 * The part of a list of rows that is in the page: what can be seen, a little more, and the rows that are in use.
 *
 * Rows stand in the page one below the other, as high as they are; where some are left out there is room for them.
 */
export class ListWindow {
  readonly #rows: () => readonly CartRow[];
  readonly #kept: () => readonly number[];
  readonly #heights = new RowHeights();
  readonly #watch = new HeightWatch((heights) => {
    if (this.#heights.note(heights)) this.#heightsVersion += 1;
  });
  #heightsVersion = $state(0);
  #from = $state(0);
  #to = $state(0);
  #layout: Layout = { version: 0, keys: [], offsets: new Float64Array(1) };
  /** As it was when the list was last put right. */
  #settled = this.#layout;
  #width = 0;

  readonly #current = $derived.by((): Layout => {
    const version = this.#heightsVersion;
    const keys = this.#rows().map(({ key }) => key);
    if (version !== this.#layout.version || !isSameList(keys, this.#layout.keys)) {
      this.#layout = { version, keys, offsets: this.#heights.offsets(keys) };
    }
    return this.#layout;
  });

  readonly slots = $derived.by((): readonly Slot[] =>
    slotsOf(this.#current.offsets, this.#from, this.#to, this.#kept()),
  );

  /** The room for the rows after the last slot, in CSS pixels. */
  readonly room = $derived.by((): number => roomAfter(this.#current.offsets, this.slots));

  /** `kept` gives the indices of rows that stay in the page wherever they are. */
  constructor(rows: () => readonly CartRow[], kept: () => readonly number[]) {
    this.#rows = rows;
    this.#kept = kept;
    this.#to = window.innerHeight;
  }

  /** The usual height of a row here, in CSS pixels. */
  get usualHeight(): number {
    return this.#heights.guess;
  }

  /** Follows the height of a row's element; returns the end of it. */
  readonly watch = (element: Element, key: string): (() => void) => this.#watch.follow(element, key);

  /** To be called with where the list is on the screen, and the height of the screen; CSS pixels. */
  place({ top, width }: DOMRect, height: number): void {
    this.#from = Math.floor((-top - MARGIN) / STEP) * STEP;
    this.#to = Math.ceil((height - top + MARGIN) / STEP) * STEP;
    if (this.#width !== 0 && width !== 0 && width !== this.#width) {
      this.#heights.forget();
      this.#heightsVersion += 1;
      this.#watch.repeat();
    }
    if (width !== 0) this.#width = width;
  }

  /** The index at which a row would stand if it were dropped at this height of the list. */
  gapAt(height: number): number {
    const { offsets } = this.#current;
    if (offsets.length < 2) return 0;
    const index = rowAt(offsets, height);
    const middle = ((offsets[index] ?? 0) + (offsets[index + 1] ?? 0)) / 2;
    return height > middle ? index + 1 : index;
  }

  /** Where the row of that index begins, in CSS pixels from the top of the list. */
  offsetOf(index: number): number {
    return this.#current.offsets[index] ?? 0;
  }

  /**
   * How far that which stood at this height of the list has moved since the last call, in CSS pixels: the middle of
   * what the rows there have, since some of them may have been moved themselves.
   */
  settle(height: number): number {
    const { keys: before, offsets: old } = this.#settled;
    const { keys, offsets } = this.#current;
    if (this.#settled === this.#current) return 0;
    this.#settled = this.#current;
    const end = old.at(-1) ?? 0;
    if (height >= end) return (offsets.at(-1) ?? 0) - end;
    const first = rowAt(old, height);
    const shifts = before.slice(first, first + MAX_WITNESSES).flatMap((key, index) => {
      const now = keys.indexOf(key);
      return now < 0 ? [] : [(offsets[now] ?? 0) - (old[first + index] ?? 0)];
    });
    return shifts.sort((a, b) => a - b)[shifts.length >> 1] ?? 0;
  }

  /** What changes whenever rows may have moved. */
  get layout(): unknown {
    return this.#current;
  }

  stop(): void {
    this.#watch.stop();
  }
}

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);
