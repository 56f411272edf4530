import { SvelteMap } from 'svelte/reactivity';
import type { LineId, UserId } from '../../cart/ids.ts';
import type { Op } from '../../cart/op.ts';
import type { CartRow } from '../../cart/row.ts';
import { newsFilter } from '../people/news-filter.ts';
import type { CartSession } from '../session/cart-session.svelte.ts';

/** How long a row stays marked that somebody else has just changed. */
const STAY_MS = 2_500;

/** The rows that others have just changed, and who. */
export class RecentEdits {
  readonly #session: CartSession;
  readonly #isNews: (op: Op) => boolean;
  #taken: number;
  readonly #marks = new SvelteMap<LineId, UserId>();
  readonly #timers: ReturnType<typeof setTimeout>[] = [];

  /** To be made when the cart is loaded: what is in it then is not news. */
  constructor(session: CartSession) {
    this.#session = session;
    this.#isNews = newsFilter(session);
    this.#taken = session.fold.arrivals.length;
  }

  /** Who has just changed it, if somebody else has. */
  by({ lineIds }: CartRow): UserId | null {
    if (this.#marks.size === 0) return null;
    for (const id of lineIds) {
      const user = this.#marks.get(id);
      if (user !== undefined) return user;
    }
    return null;
  }

  /** To be called whenever the cart has changed, by whomever. */
  gather(): void {
    const { fold, user } = this.#session;
    const { arrivals } = fold;
    const news: (readonly [LineId, UserId])[] = [];
    for (; this.#taken < arrivals.length; this.#taken += 1) {
      const entry = arrivals[this.#taken];
      const lineId = entry && entry.op.by !== user && this.#isNews(entry.op) ? fold.lineIdOf(entry) : null;
      if (entry && lineId) news.push([lineId, entry.op.by]);
    }
    if (news.length === 0) return;
    for (const [lineId, by] of news) this.#marks.set(lineId, by);
    const timer = setTimeout(() => {
      this.#timers.splice(this.#timers.indexOf(timer), 1);
      for (const [lineId, by] of news) if (this.#marks.get(lineId) === by) this.#marks.delete(lineId);
    }, STAY_MS);
    this.#timers.push(timer);
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
