/** What the keys without a control of their own ask of the window. */
export type WindowCommand = 'focus-add' | 'show-history' | 'show-keys';

const plainKeys: Readonly<Record<string, WindowCommand>> = {
  '/': 'focus-add',
  '?': 'show-keys',
  h: 'show-history',
  H: 'show-history',
};

/** What a key asks for: Ctrl+L anywhere, the plain keys only where nothing is being typed. */
export function windowCommandOf(event: KeyboardEvent): WindowCommand | null {
  const { key, ctrlKey, metaKey, altKey, target, isComposing } = event;
  if (isComposing || altKey) return null;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'l' ? 'focus-add' : null;
  return isText(key, target) ? null : (plainKeys[key] ?? null);
}

/** A field that is still empty lets "?" through: nothing has a name that begins with it. */
function isText(key: string, target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return key !== '?' || target.value !== '';
  return target instanceof HTMLElement && target.closest('[role="menu"]') !== null;
}
