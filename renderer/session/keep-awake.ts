import type { Unsubscribe } from '../../protocol/ipc.ts';
import type { RelayLink } from '../../protocol/relay-link.ts';

/** Tries the relay again when something suggests that it can be reached, and leaves it with the page. */
export function keepAwake(link: RelayLink): Unsubscribe {
  const end = new AbortController();
  const { signal } = end;
  window.addEventListener('online', () => link.wake(), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') link.wake();
    },
    { signal },
  );
  window.addEventListener('pagehide', () => link.close(), { signal });
  return () => end.abort();
}
