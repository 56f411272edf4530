import { untrack } from 'svelte';

/** Runs something each time the value has changed and the page shows it; what it reads is not followed. */
export function onChange(value: () => unknown, run: () => void): void {
  $effect(() => {
    value();
    untrack(run);
  });
}

/** The same, before the page shows it. */
export function onBeforeChange(value: () => unknown, run: () => void): void {
  $effect.pre(() => {
    value();
    untrack(run);
  });
}
