import type { CartSession } from '../session/cart-session.svelte.ts';
import { onChange } from '../shared/on-change.svelte.ts';
import { newsFilter } from './news-filter.ts';
import { Notices } from './notices.ts';
import { UnseenEntries } from './unseen-entries.ts';

/** How long changes are gathered before the history is gone through, in milliseconds. */
const GATHER_MS = 1_000;

/**
 * Tells of others' changes to a cart by notices of the system while this page is not in front; gives what ends it.
 *
 * Of several windows with one cart only one does so: whichever holds the lock. To be begun when the cart is loaded:
 * what is in it then is not news.
 */
export function announceChanges(session: CartSession, notify: (text: string) => void): () => void {
  const end = new AbortController();
  const ended = new Promise<void>((resolve) => {
    end.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  void navigator.locks
    .request(`trolley/notices/${session.cartId}`, { signal: end.signal }, async () => {
      const stop = follow(session, notify);
      await ended;
      stop();
    })
    .catch((error: unknown) => {
      // It ended while another window held the lock.
      if (!end.signal.aborted) throw error;
    });
  return () => end.abort();
}

function follow(session: CartSession, notify: (text: string) => void): () => void {
  const unseen = new UnseenEntries();
  const isNews = newsFilter(session);
  unseen.take(session.history());
  const notices = new Notices({
    self: session.user,
    cartName: () => session.view.title,
    isWatched: () => document.hasFocus(),
    notify,
    setTimer: (run, ms) => setTimeout(run, ms),
    clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  });
  let gathering: ReturnType<typeof setTimeout> | undefined;
  const gather = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      notices.take(unseen.take(session.history()).filter(({ op }) => isNews(op)));
    }, GATHER_MS);
  };
  const look = () => notices.drop();
  window.addEventListener('focus', look);
  const unfollow = $effect.root(() => onChange(() => session.view, gather));
  return () => {
    unfollow();
    window.removeEventListener('focus', look);
    clearTimeout(gathering);
    notices.drop();
  };
}
