import { isForField } from '../shared/is-for-field.ts';
import type { FrameCommand } from './perform-frame-command.ts';

/** What a key asks of the window, whatever is in front; its other keys are the menu's. */
export function frameCommandOf(event: KeyboardEvent): FrameCommand | null {
  const { key, ctrlKey, shiftKey, altKey, metaKey, target, isComposing } = event;
  if (altKey || metaKey || isComposing) return null;
  if (!ctrlKey) return key === '?' && !isForField(key, target) ? 'show-keys' : null;
  if (key === 'Tab') return shiftKey ? 'previous-tab' : 'next-tab';
  if (key === 'PageDown') return 'next-tab';
  return key === 'PageUp' ? 'previous-tab' : null;
}
