import type { CartId, UserId } from '../../../cart/ids.ts';
import { reasonOf } from '../../../cart/result.ts';
import type { FeedNews } from '../../../protocol/admin/relay.ts';
import type { OpEvent } from '../../../protocol/events.ts';
import { counted } from '../../shared/counting.ts';
import type { AdminDesk } from '../frame/admin-desk.svelte.ts';
import { toggled } from '../parts/choosing.ts';
import { FeedBuffer } from './feed-buffer.ts';
import { FeedDeeds, type FeedDeed } from './feed-deeds.ts';
import { everything, filterBy, type FeedFilter } from './feed-filter.ts';

/** The most events that are kept, and how many of the latest are asked for to begin with. */
export const KEPT = 5_000;
const BACKLOG = 1_000;

const none: ReadonlySet<string> = new Set();

export type FeedStatus = FeedNews['status'] | 'asking';

/**
 * The feed of what happens at the relay, as the page shows it.
 *
 * It goes on while another page is shown, so that whoever paused it to look at a cart finds it as it was left.
 */
export class EventFeed {
  readonly #desk: AdminDesk;
  readonly #deeds = new FeedDeeds();
  #feedId: number | null = null;
  /** What came before we knew our feed's number. */
  #early: FeedNews[] = [];
  #attempt = 0;
  #cartId = $state.raw<CartId | null>(null);
  #buffer = $state.raw(FeedBuffer.upTo(KEPT));
  #status = $state.raw<FeedStatus>('asking');
  #reason = $state.raw<string | null>(null);
  #people = $state.raw<readonly UserId[]>([]);
  #filter = $state.raw(everything);
  #opened = $state.raw(none);
  /** Kept by hand: a derived value would end with the page that first asked for the feed. */
  #wanted: {
    readonly buffer: FeedBuffer;
    readonly filter: FeedFilter;
    readonly events: readonly OpEvent[];
  } | null = null;

  constructor(desk: AdminDesk) {
    this.#desk = desk;
    desk.bridge.onFeedNews((news) => this.#hear(news));
  }

  get status(): FeedStatus {
    return this.#status;
  }

  /** Why it waits or has ended. */
  get reason(): string | null {
    return this.#reason;
  }

  /** The one cart that is followed; `null` for all. */
  get cartId(): CartId | null {
    return this.#cartId;
  }

  get buffer(): FeedBuffer {
    return this.#buffer;
  }

  /** Everybody who did something since it began, sorted. */
  get people(): readonly UserId[] {
    return this.#people;
  }

  get filter(): FeedFilter {
    return this.#filter;
  }

  /** What the filter wants of what is in sight, the newest first. */
  get wanted(): readonly OpEvent[] {
    const [buffer, filter] = [this.#buffer, this.#filter];
    if (this.#wanted?.buffer !== buffer || this.#wanted.filter !== filter) {
      const isWanted = filterBy(filter, (event) => this.deedOf(event));
      this.#wanted = { buffer, filter, events: buffer.shown.filter(isWanted).reverse() };
    }
    return this.#wanted.events;
  }

  deedOf(event: OpEvent): FeedDeed {
    return this.#deeds.of(event);
  }

  narrow(change: Partial<FeedFilter>): void {
    this.#filter = { ...this.#filter, ...change };
  }

  isOpen(event: OpEvent): boolean {
    return this.#opened.has(eventKey(event));
  }

  toggle(event: OpEvent): void {
    this.#opened = toggled(this.#opened, eventKey(event));
  }

  /** To be called when the page is shown: begins, unless it follows that already. */
  show(cartId: CartId | undefined): void {
    if (this.#attempt === 0 || (cartId !== undefined && cartId !== this.#cartId)) {
      void this.follow(cartId ?? null);
    }
  }

  /** Begins anew: what is in sight goes, and the latest events come. */
  async follow(cartId: CartId | null): Promise<void> {
    const { bridge } = this.#desk;
    const attempt = (this.#attempt += 1);
    if (this.#feedId !== null) void bridge.leaveFeed(this.#feedId);
    this.#feedId = null;
    this.#early = [];
    this.#cartId = cartId;
    this.#buffer = FeedBuffer.upTo(KEPT);
    this.#opened = none;
    this.#tell('asking', null);
    const answer = await bridge.followFeed({ cartId, backlog: BACKLOG }).catch((thrown: unknown) => ({
      ok: false as const,
      refusal: { code: 'invalid' as const, message: reasonOf(thrown) },
    }));
    if (attempt !== this.#attempt) {
      if (answer.ok) void bridge.leaveFeed(answer.value);
    } else if (answer.ok) {
      this.#feedId = answer.value;
      for (const news of this.#early.splice(0)) this.#hear(news);
    } else {
      this.#tell('ended', answer.refusal.message);
      this.#desk.noteProblem(answer.refusal.code);
    }
  }

  pause(): void {
    this.#buffer = this.#buffer.pause();
    this.#desk.say('Paused. What comes is kept.');
  }

  resume(): void {
    const { waiting } = this.#buffer;
    this.#buffer = this.#buffer.resume();
    this.#desk.say(
      waiting === 0
        ? 'Going on; nothing came meanwhile'
        : `Going on; ${counted(waiting, 'event')} came meanwhile`,
    );
  }

  clear(): void {
    this.#buffer = this.#buffer.clear();
    this.#opened = none;
    this.#desk.say('The list is empty');
  }

  #hear(news: FeedNews): void {
    if (this.#feedId === null) {
      this.#early.push(news);
      return;
    }
    if (news.feedId !== this.#feedId) return;
    this.#tell(news.status, news.reason);
    if (news.events.length === 0) return;
    this.#deeds.take(news.events);
    this.#people = this.#deeds.people;
    this.#buffer = this.#buffer.take(news.events);
  }

  #tell(status: FeedStatus, reason: string | null): void {
    this.#status = status;
    this.#reason = reason;
  }
}

/** A log has a position once. */
export const eventKey = (event: OpEvent): string => String(event.position);
