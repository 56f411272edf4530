import type { MenuCommand, TrolleyBridge, Unsubscribe } from '../../protocol/ipc.ts';

/**
 * Brings together what the menu asks for and the keys of undo and redo.
 *
 * In a text field that has been typed in, undo belongs to the text until what was typed is committed (by
 * Enter, by leaving the field); after that, and everywhere else, it belongs to the cart.
 */
export function listenForCommands(
  bridge: TrolleyBridge,
  perform: (command: MenuCommand) => void,
): Unsubscribe {
  /** The field with typing in it that nothing has taken up yet. */
  let typedIn: EventTarget | null = null;
  const isTyping = () => typedIn !== null && typedIn === document.activeElement;

  const end = new AbortController();
  const on = <Name extends keyof DocumentEventMap>(
    name: Name,
    listener: (event: DocumentEventMap[Name]) => void,
  ) => document.addEventListener(name, listener, { capture: true, signal: end.signal });

  on('input', (event) => {
    // With the last of the typing taken back there is nothing left that is the text's.
    const isUntyped = event.target instanceof HTMLInputElement && event.target.value === '';
    typedIn = isUntyped && isHistory(event) ? null : event.target;
  });
  on('change', () => (typedIn = null));
  on('submit', () => (typedIn = null));
  on('keydown', (event) => {
    const command = commandOfKey(event);
    if (!command || isTyping()) return;
    event.preventDefault();
    perform(command);
  });
  const unsubscribe = bridge.onMenuCommand((command) => {
    const isOfText = (command === 'undo' || command === 'redo') && isTyping();
    if (isOfText) void bridge.editText(command);
    else perform(command);
  });
  return () => {
    end.abort();
    unsubscribe();
  };
}

const isHistory = (event: Event): boolean =>
  event instanceof InputEvent && event.inputType.startsWith('history');

/** Ctrl or ⌘ with Z, Shift+Z or Y, by the letter and not by its place on the keyboard. */
function commandOfKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): 'undo' | 'redo' | null {
  if (ctrlKey === metaKey || altKey) return null;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : null;
}
