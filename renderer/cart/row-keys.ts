import type { CartRow } from '../../cart/row.ts';
import type { CartDesk } from './cart-desk.svelte.ts';
import { focusEndRow, focusIn, moveFocus, rowAround } from './row-focus.ts';

/** What a key does on a row; on its buttons too, but for the keys that press them. */
const actions: Readonly<Record<string, (desk: CartDesk, row: CartRow) => void>> = {
  '+': (desk, row) => desk.step(row, 1),
  '=': (desk, row) => desk.step(row, 1),
  '-': (desk, row) => desk.step(row, -1),
  '−': (desk, row) => desk.step(row, -1),
  n: (desk, row) => desk.startEdit(row, 'note'),
  p: (desk, row) => desk.startEdit(row, 'price'),
  l: (desk, row) => desk.setLater(row, !row.isLater),
  Delete: (desk, row) => desk.remove(row),
  Backspace: (desk, row) => desk.remove(row),
};

/** Handles a key pressed in a row; `leaveUp` is called for the one above the first. */
export function handleRowKey(event: KeyboardEvent, row: CartRow, desk: CartDesk, leaveUp: () => void): void {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (movesFocus(event.key, target, leaveUp)) {
    event.preventDefault();
    return;
  }
  if (target instanceof HTMLInputElement) return;
  const element = rowAround(target);
  if (event.key === 'Enter' && element === target) {
    event.preventDefault();
    focusIn(element, row.isLater ? 'back' : 'quantity');
  } else if (event.key === 'Escape' && element !== target) {
    element?.focus();
  } else {
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action(desk, row);
  }
}

function movesFocus(key: string, target: HTMLElement, leaveUp: () => void): boolean {
  const isText = target instanceof HTMLInputElement && target.dataset['control'] !== 'quantity';
  if (isText) return false;
  if (key === 'ArrowDown') return moveFocus(target, 1);
  if (key === 'ArrowUp') {
    if (!moveFocus(target, -1)) leaveUp();
    return true;
  }
  if (target instanceof HTMLInputElement || (key !== 'Home' && key !== 'End')) return false;
  focusEndRow(key === 'Home' ? 'first' : 'last');
  return true;
}
