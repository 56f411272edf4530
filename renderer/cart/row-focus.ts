/** The rows of the window from top to bottom, whichever list they are in. */
const allRows = (): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('[role="row"][data-lines]'),
];

export const rowAround = (element: Element | null): HTMLElement | null =>
  element?.closest<HTMLElement>('[role="row"][data-lines]') ?? null;

/** Puts the focus on the row around an element, as after editing in it. */
export const focusRowOf = (element: Element | null): void => rowAround(element)?.focus();

/** The row that holds this line. */
export const findRow = (lineId: string): HTMLElement | null =>
  allRows().find((row) => row.dataset['lines']?.split(' ').includes(lineId)) ?? null;

/** Moves the focus by rows, on the same control as before; gives false at either end. */
export function moveFocus(from: HTMLElement, by: number): boolean {
  const row = rowAround(from);
  const rows = allRows();
  const target = row ? rows[rows.indexOf(row) + by] : undefined;
  if (!target) return false;
  focusIn(target, from.dataset['control']);
  return true;
}

export const focusFirstRow = (): void => allRows()[0]?.focus();

export function focusEndRow(end: 'first' | 'last'): void {
  allRows()
    .at(end === 'first' ? 0 : -1)
    ?.focus();
}

/** The control of that name in a row, else the row. */
export function focusIn(row: HTMLElement, control: string | undefined): void {
  const target = control ? row.querySelector<HTMLElement>(`[data-control="${control}"]`) : null;
  (target ?? row).focus();
}

/** Where the focus was, so that it has somewhere to go when its row leaves. */
export interface HeldFocus {
  readonly element: HTMLElement;
  readonly list: Element | null;
  readonly neighbours: readonly (Element | null)[];
  readonly lineIds: readonly string[];
  readonly control: string | undefined;
}

/** Notes where the focus is, if it is in a row. */
export function holdFocus(): HeldFocus | null {
  const { activeElement } = document;
  const row = rowAround(activeElement);
  if (!row || !(activeElement instanceof HTMLElement)) return null;
  return {
    element: activeElement,
    list: row.closest('[role="grid"]'),
    neighbours: [row.nextElementSibling, row.previousElementSibling],
    lineIds: row.dataset['lines']?.split(' ') ?? [],
    control: activeElement.dataset['control'],
  };
}

/**
 * Puts the focus back after rows changed under it: on the same product in its list, else on the row that
 * took its place. Gives false when no row is left to take it.
 */
export function restoreFocus({ element, list, neighbours, lineIds, control }: HeldFocus): boolean {
  if (element.isConnected) return true;
  const same = lineIds.map(findRow).find((row) => row && list?.contains(row));
  if (same) {
    focusIn(same, control);
    return true;
  }
  const neighbour = neighbours.find((row) => row?.isConnected) ?? allRows()[0];
  if (neighbour instanceof HTMLElement) neighbour.focus();
  return neighbour !== undefined;
}
