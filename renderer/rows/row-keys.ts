import type { CartRow } from '../../cart/row.ts';
import type { CartDesk } from '../cart/cart-desk.svelte.ts';
import type { RowDesk } from './row-desk.svelte.ts';
import { focusIn, rowAround } from './row-focus.ts';

/** What the keys of a row act on. */
export interface RowKeyContext {
  readonly desk: CartDesk;
  readonly rows: RowDesk;
  /** Called for the arrow up from the first row of all. */
  readonly leaveUp: () => void;
}

/** What a key does on a row; on its buttons too, but for the keys that press them. */
const actions: Readonly<Record<string, (context: RowKeyContext, row: CartRow) => void>> = {
  '+': ({ desk }, row) => desk.step(row, 1),
  '=': ({ desk }, row) => desk.step(row, 1),
  '-': ({ desk }, row) => desk.step(row, -1),
  '−': ({ desk }, row) => desk.step(row, -1),
  n: ({ desk }, row) => desk.startEdit(row, 'note'),
  p: ({ desk }, row) => desk.startEdit(row, 'price'),
  l: ({ desk }, row) => desk.setLater(row, !row.isLater),
  i: ({ rows }, row) => (rows.details = row.lineIds[0] ?? null),
  Delete: ({ desk }, row) => desk.remove(row),
  Backspace: ({ desk }, row) => desk.remove(row),
};

/** Letters that the window has a use for. */
const windowLetters = 'h';

/** Handles a key pressed in a row. */
export function handleRowKey(event: KeyboardEvent, row: CartRow, context: RowKeyContext): void {
  const { ctrlKey, metaKey, altKey, isComposing } = event;
  if (ctrlKey || metaKey || isComposing) return;
  const isDone = altKey ? moves(event, row, context) : goes(event, row, context) || acts(event, row, context);
  if (isDone) event.preventDefault();
}

function moves({ key }: KeyboardEvent, row: CartRow, { rows }: RowKeyContext): boolean {
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
  rows.move(row, key === 'ArrowUp' ? 'up' : 'down');
  return true;
}

function goes({ key, target }: KeyboardEvent, row: CartRow, { rows, leaveUp }: RowKeyContext): boolean {
  const from = target as HTMLElement;
  const { control } = from.dataset;
  const isField = from instanceof HTMLInputElement;
  if (isField && control !== 'quantity') return false;
  switch (key) {
    case 'ArrowDown':
      return rows.goBy(row, 1, control);
    case 'ArrowUp':
      if (!rows.goBy(row, -1, control)) leaveUp();
      return true;
    case 'PageDown':
    case 'PageUp':
      rows.goBy(row, key === 'PageDown' ? rows.pageSize : -rows.pageSize, control);
      return true;
    case 'Home':
    case 'End':
      if (isField) return false;
      rows.goToEnd(key === 'Home' ? 'first' : 'last');
      return true;
    default:
      return false;
  }
}

function acts({ key, target, shiftKey }: KeyboardEvent, row: CartRow, context: RowKeyContext): boolean {
  const from = target as HTMLElement;
  if (from instanceof HTMLInputElement) return false;
  const element = rowAround(from);
  if (key === 'Enter' && element === from) {
    focusIn(element, row.isLater ? 'back' : 'quantity');
    return true;
  }
  if (key === 'Escape' && element !== from) {
    element?.focus();
    return false;
  }
  const letter = key.length === 1 ? key.toLowerCase() : null;
  const action = actions[letter ?? key];
  const isTaken = action !== undefined || letter === windowLetters;
  if (letter && /\p{L}|\p{N}/u.test(letter) && (shiftKey || context.rows.isFinding || !isTaken)) {
    context.rows.find(letter, row);
    return true;
  }
  action?.(context, row);
  return action !== undefined;
}
