/** Inputs that no text is typed into. */
const mute: ReadonlySet<string> = new Set(['button', 'checkbox', 'file', 'range']);

/**
 * Whether a plain key belongs to what is in focus: a field that is typed in, or a list that finds by letters.
 *
 * A field that is still empty lets "?" through: nothing has a name that begins with it.
 */
export function isForField(key: string, target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && mute.has(target.type)) return false;
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    return key !== '?' || target.value !== '';
  }
  return (
    target instanceof HTMLSelectElement ||
    (target instanceof Element && target.closest('[role="menu"]') !== null)
  );
}

/** Whether something is open over the window that keeps the keys to itself. */
export const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null;
