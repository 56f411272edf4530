import { untrack } from 'svelte';
import { onChange } from '../../shared/on-change.svelte.ts';
import type { AdminDesk } from '../frame/admin-desk.svelte.ts';

/** Has a text read aloud each time it changes; not what it is at first, which whoever arrives can read. */
export function sayChanges(desk: () => AdminDesk, text: () => string | null): void {
  let before = untrack(text);
  onChange(text, () => {
    const now = text();
    if (now !== null && now !== before) desk().say(now);
    before = now;
  });
}
