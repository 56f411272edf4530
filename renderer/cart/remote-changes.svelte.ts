import type { Op } from '../../cart/op.ts';
import { newsFilter } from '../people/news-filter.ts';
import type { CartSession } from '../session/cart-session.svelte.ts';
import { tellingOf } from '../shared/describe.ts';
import { remoteSummary } from './remote-summary.ts';
import { UnseenEntries } from '../people/unseen-entries.ts';

/** How long changes are gathered before they are told, and how long the telling stays in view. */
const GATHER_MS = 700;
const SHOW_MS = 8_000;

/** Tells, in one line at a time, what others do while the window is open. */
export class RemoteChanges {
  readonly #session: CartSession;
  readonly #unseen = new UnseenEntries();
  readonly #isNews: (op: Op) => boolean;
  #text = $state.raw('');
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #showing: ReturnType<typeof setTimeout> | undefined;

  /** To be made when the cart is loaded: what is in it then is not news. */
  constructor(session: CartSession) {
    this.#session = session;
    this.#isNews = newsFilter(session);
    this.#unseen.take(session.history());
  }

  /** Empty when there is nothing to tell. */
  get text(): string {
    return this.#text;
  }

  /** To be called whenever the cart has changed, by whomever. */
  gather(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.#tell();
    }, GATHER_MS);
  }

  stop(): void {
    clearTimeout(this.#gathering);
    clearTimeout(this.#showing);
  }

  #tell(): void {
    const entries = this.#session.history();
    const news = this.#unseen.take(entries).filter(({ op }) => this.#isNews(op));
    const text = remoteSummary(news, tellingOf(entries, this.#session.user));
    if (text === '') return;
    this.#text = text;
    clearTimeout(this.#showing);
    this.#showing = setTimeout(() => (this.#text = ''), SHOW_MS);
  }
}
