/** What a key asks for on a cart of the list. */
export type ListCommand =
  'open' | 'open-window' | 'rename' | 'put-away' | 'menu' | 'next' | 'previous' | 'first' | 'last' | 'search';

const plainKeys: Readonly<Record<string, ListCommand>> = {
  Enter: 'open',
  F2: 'rename',
  Delete: 'put-away',
  ContextMenu: 'menu',
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  Escape: 'search',
  '/': 'search',
};

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Ctrl or ⌘ with Enter opens a window; Shift with F10 is the key for menus where there is none. */
export function listCommandOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Key): ListCommand | null {
  if (altKey) return null;
  if (ctrlKey || metaKey) return key === 'Enter' ? 'open-window' : null;
  if (shiftKey) return key === 'F10' ? 'menu' : null;
  return plainKeys[key] ?? null;
}

/** Whether a key is the beginning of something typed: it goes to the search, wherever the focus is in the list. */
export const isTyping = ({ key, ctrlKey, metaKey, altKey }: Key): boolean =>
  !ctrlKey && !metaKey && !altKey && key.length === 1 && key !== ' ' && key !== '?' && key !== '/';
