import { createSubscriber } from 'svelte/reactivity';

/** One timer for all ages on the page; it runs while any of them is shown. */
const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, 1000);
  return () => clearInterval(timer);
});

/** Milliseconds since 1970; whatever effect or template reads it is run again each second. */
export function currentTime(): number {
  subscribe();
  return Date.now();
}
