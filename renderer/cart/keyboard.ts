import { isForField, isInDialog } from '../shared/is-for-field.ts';

/** What the keys without a control of their own ask of a cart's window. */
export type WindowCommand = 'focus-add' | 'show-history';

const plainKeys: Readonly<Record<string, WindowCommand>> = {
  '/': 'focus-add',
  h: 'show-history',
  H: 'show-history',
};

/** What a key asks for: Ctrl+L anywhere, the plain keys only where nothing is being typed. */
export function windowCommandOf(event: KeyboardEvent): WindowCommand | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target, isComposing } = event;
  if (isComposing || altKey || isInDialog(target)) return null;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'l' && !shiftKey ? 'focus-add' : null;
  return isForField(key, target) ? null : (plainKeys[key] ?? null);
}
