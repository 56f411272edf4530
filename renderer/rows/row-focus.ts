import type { CartRow } from '../../cart/row.ts';
import { isSameRow } from './row-moves.ts';

export const rowAround = (element: Element | null): HTMLElement | null =>
  element?.closest<HTMLElement>('[role="row"][data-lines]') ?? null;

/** Puts the focus on the row around an element, as after editing in it. */
export const focusRowOf = (element: Element | null): void => rowAround(element)?.focus();

/** The row that holds this line, if it is in the page now; looked for in one list where it is known which. */
export const findRow = (lineId: string, list: ParentNode = document): HTMLElement | null =>
  list.querySelector<HTMLElement>(`[role="row"][data-lines~="${lineId}"]`);

/** The control of that name in a row, else the row. */
export function focusIn(row: HTMLElement, control: string | undefined): void {
  const target = control ? row.querySelector<HTMLElement>(`[data-control="${control}"]`) : null;
  (target ?? row).focus();
}

/** Where a row stands, so that the focus has somewhere to go when it leaves. */
export interface Standing {
  readonly row: CartRow;
  /** In its list: the one below first, then the one above. */
  readonly neighbours: readonly CartRow[];
}

export function standingOf(row: CartRow, rows: readonly CartRow[]): Standing {
  const index = rows.findIndex((other) => isSameRow(row.lineIds, other));
  const around = index < 0 ? [] : [rows[index + 1], rows[index - 1]];
  const neighbours = around.filter((other) => other !== undefined);
  return { row, neighbours: neighbours.filter((other) => other.isLater === row.isLater) };
}

/** Where the focus was. */
export interface HeldFocus extends Standing {
  readonly element: HTMLElement;
  readonly control: string | undefined;
}

/** Notes where the focus is, if it is in one of these rows, which are still those on the screen. */
export function holdFocus(rows: readonly CartRow[]): HeldFocus | null {
  const { activeElement } = document;
  const lines = rowAround(activeElement)?.dataset['lines']?.split(' ') ?? [];
  if (!(activeElement instanceof HTMLElement) || lines.length === 0) return null;
  const row = rows.find(({ lineIds }) => lineIds.some((id) => lines.includes(id)));
  if (!row) return null;
  return {
    ...standingOf(row, rows),
    ...{ element: activeElement, control: activeElement.dataset['control'] },
  };
}

/**
 * Who takes the focus after the rows have changed: the same product in its list, else the row that took its place,
 * else the first; `undefined` when no row is left.
 */
export function heirOf({ row, neighbours }: Standing, rows: readonly CartRow[]): CartRow | undefined {
  const inPlaceOf = (old: CartRow) =>
    rows.find((other) => other.isLater === row.isLater && isSameRow(old.lineIds, other));
  for (const old of [row, ...neighbours]) {
    const heir = inPlaceOf(old);
    if (heir) return heir;
  }
  return rows[0];
}
