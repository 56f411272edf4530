import { createContext, tick } from 'svelte';
import type { LineId } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';
import { allRows } from '../../cart/view.ts';
import type { CartDesk } from '../cart/cart-desk.svelte.ts';
import { words } from '../messages/words.ts';
import { numberText } from '../shared/counting.ts';
import { RecentEdits } from './recent-edits.svelte.ts';
import { RowFinder } from './row-finder.ts';
import { findRow, focusIn } from './row-focus.ts';
import { isSameRow, moveRow } from './row-moves.ts';
import { RowScroll } from './row-scroll.ts';

/** An open row menu: for which row, and the button it hangs from. */
export interface OpenMenu {
  readonly row: CartRow;
  readonly anchor: HTMLElement;
}

/** Where to a row can be moved. */
export type RowMove = 'up' | 'down' | 'top' | 'bottom';

/**
 * The rows of a cart window as one list to go through: those in the cart, then those saved for later.
 *
 * Most rows of a long cart are not in the page. One that is asked for here is put there, so nobody else looks for the
 * elements of rows.
 */
export class RowDesk {
  readonly edits: RecentEdits;
  readonly scroll = new RowScroll();

  /** A line of the row that was last in use: where Tab comes back to. */
  current = $state.raw<LineId | null>(null);
  /** A line of a row that is to be scrolled into view. */
  wanted = $state.raw<LineId | null>(null);
  menu = $state.raw<OpenMenu | null>(null);
  /** A line of the row whose details are shown. */
  details = $state.raw<LineId | null>(null);

  readonly #desk: CartDesk;
  readonly #finder = new RowFinder(() => performance.now());

  constructor(desk: CartDesk) {
    this.#desk = desk;
    this.edits = new RecentEdits(desk.session);
  }

  get all(): readonly CartRow[] {
    return allRows(this.#desk.view);
  }

  /** The row that has this line. */
  rowOf(lineId: string | null | undefined): CartRow | undefined {
    return lineId ? this.all.find(({ lineIds }) => lineIds.some((id) => id === lineId)) : undefined;
  }

  /** The list that this row is in. */
  listOf({ isLater }: CartRow): readonly CartRow[] {
    return isLater ? this.#desk.view.later : this.#desk.view.rows;
  }

  /** Goes to the first row, as from above the list. */
  enter(): void {
    this.goTo(this.all[0]);
  }

  /** Brings the row with this line into view as soon as there is one, and leaves the focus where it is. */
  show(lineId: LineId): void {
    this.wanted = lineId;
  }

  /** Puts the focus on a row, or on its control of that name; gives whether there is such a row. */
  goTo(row: CartRow | undefined, control?: string): boolean {
    const lineId = row?.lineIds[0];
    if (lineId === undefined) return false;
    this.current = lineId;
    const focus = (): boolean => {
      const element = findRow(lineId);
      if (element) focusIn(element, control);
      return element !== null;
    };
    // As the current one it will be in the page.
    if (!focus()) void tick().then(focus);
    return true;
  }

  /** Goes by so many rows, not beyond the ends; gives false when that is nowhere else. */
  goBy(row: CartRow, by: number, control?: string): boolean {
    this.#finder.reset();
    const { all } = this;
    const index = all.findIndex((other) => isSameRow(row.lineIds, other));
    const to = Math.max(0, Math.min(all.length - 1, index + by));
    return to !== index && this.goTo(all[to], control);
  }

  goToEnd(end: 'first' | 'last'): void {
    this.#finder.reset();
    this.goTo(this.all.at(end === 'first' ? 0 : -1));
  }

  /** As many rows as there is room for, but one. */
  get pageSize(): number {
    const { top, bottom } = this.scroll.view;
    return Math.max(1, Math.floor((bottom - top) / this.scroll.usualHeight) - 1);
  }

  /** Whether a letter belongs to a name that is being typed. */
  get isFinding(): boolean {
    return this.#finder.isTyping;
  }

  /** Goes to the next row whose name begins with what has been typed. */
  find(letter: string, row: CartRow): void {
    const { all } = this;
    const index = all.findIndex((other) => isSameRow(row.lineIds, other));
    const names = all.map(({ name }) => name);
    this.goTo(all[this.#finder.find(letter, names, index)]);
  }

  canMove(row: CartRow, move: RowMove): boolean {
    const list = this.listOf(row);
    const end = move === 'up' || move === 'top' ? list[0] : list.at(-1);
    return end !== undefined && !isSameRow(row.lineIds, end);
  }

  /** Moves a row among those of its list, and says where it stands then. */
  move(row: CartRow, move: RowMove): void {
    const list = this.listOf(row);
    const index = list.findIndex((other) => isSameRow(row.lineIds, other));
    if (this.#desk.canChange && !this.canMove(row, move)) {
      const isUp = move === 'up' || move === 'top';
      this.#desk.spoken = isUp ? words.rows.isFirst(row.name) : words.rows.isLast(row.name);
      return;
    }
    const to = { up: index - 1, down: index + 1, top: 0, bottom: list.length - 1 }[move];
    this.moveTo(row, to);
  }

  /** Moves a row to an index of its list, as it is counted without the row. */
  moveTo(row: CartRow, to: number): void {
    const list = this.listOf(row);
    const current = list.find((other) => isSameRow(row.lineIds, other));
    if (!current || list.indexOf(current) === to) return;
    const spoken = words.rows.placeOf(row.name, numberText(to + 1), numberText(list.length));
    const problem = this.#desk.carryOut((fold) => moveRow(fold, list, current, to), spoken);
    if (problem !== null) this.#desk.report(problem);
    else this.wanted = current.lineIds[0] ?? null;
  }

  stop(): void {
    this.edits.stop();
  }
}

export const [useRows, provideRows] = createContext<RowDesk>();
