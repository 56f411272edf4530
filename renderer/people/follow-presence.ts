import type { CartSession } from '../session/cart-session.svelte.ts';
import { AwayWatch } from './away-watch.ts';

/** What tells that somebody is at a window. */
const touches = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'focus'] as const;

/** Tells the others whether somebody is at this window while it shows the cart; gives what ends that. */
export function followPresence(session: Pick<CartSession, 'setAway'>): () => void {
  const end = new AbortController();
  const watch = new AwayWatch({
    onChange: (isAway) => session.setAway(isAway),
    setTimer: (run, ms) => setTimeout(run, ms),
    clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  });
  session.setAway(false);
  const options = { signal: end.signal, passive: true, capture: true };
  for (const touch of touches) window.addEventListener(touch, () => watch.touched(), options);
  document.addEventListener(
    'visibilitychange',
    () => watch.hidden(document.visibilityState === 'hidden'),
    options,
  );
  return () => {
    end.abort();
    watch.stop();
  };
}
