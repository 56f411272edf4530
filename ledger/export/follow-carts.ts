import type { CartId } from '../../cart/ids.ts';
import type { ExportSummary } from '../../protocol/export-progress.ts';
import type { Database } from '../database/database.ts';
import { exportCarts, type ExportOptions } from './export-carts.ts';
import { RelayUnavailable, type FeedPosition, type RelaySource } from '../sources/relay-source.ts';
import { withRetry } from '../database/retry.ts';

export interface FollowOptions extends Omit<ExportOptions, 'cartIds'> {
  readonly signal: AbortSignal;
  /** Only these carts. */
  readonly cartIds?: readonly CartId[];
  /** Changes are gathered for this long before they are exported, in milliseconds. */
  readonly gatherMs?: number;
  /** How often a relay without a feed is asked what has changed, in milliseconds. */
  readonly pollMs?: number;
  /** Told after each round that exported something. */
  readonly onExported: (summary: ExportSummary) => void;
  /** Told when the relay is lost; it is looked for until the signal. */
  readonly onRelayLost: (error: RelayUnavailable) => void;
}

/** How long to wait before looking for a lost relay again, in milliseconds. */
const RELAY_RETRY_MS = 1_000;

/**
 * Exports everything, and from then on whatever changes, until the signal.
 *
 * Goes on from where it stopped: how far the feed has been followed is kept in the database, and noted only
 * after the carts before it are there. A relay with another log, or without a feed, is looked at as a whole.
 */
export async function followCarts(options: FollowOptions): Promise<void> {
  const { relay, signal, sleep, onRelayLost } = options;
  while (!signal.aborted) {
    try {
      const head = await relay.feedHead();
      if (head) await followFeed(options, head);
      else await poll(options);
    } catch (error) {
      if (isOver(signal)) return;
      if (!(error instanceof RelayUnavailable)) throw error;
      onRelayLost(error);
      await sleep(RELAY_RETRY_MS, signal);
    }
  }
}

/** While something was waited for. */
const isOver = (signal: AbortSignal): boolean => signal.aborted;

async function followFeed(options: FollowOptions, head: FeedPosition): Promise<void> {
  const { relay, database, signal, gatherMs = 500, sleep, cartIds, onExported } = options;
  // Only a whole export may say that everything before a position is in the database.
  const isWhole = cartIds === undefined;
  let from = isWhole ? await readPosition(database, head.generation) : null;
  if (!from || from.position > head.position) {
    onExported(await exportCarts(options));
    from = head;
    if (isWhole) await writePosition(options, from);
  }
  const changes = new Changes(relay, from, signal);
  try {
    for (;;) {
      const news = await changes.take();
      if (!news || signal.aborted) return;
      await sleep(gatherMs, signal);
      const { carts, position } = changes.merge(news);
      const wanted = [...carts].filter((id) => isWhole || cartIds.includes(id)).sort();
      if (wanted.length > 0) onExported(await exportCarts({ ...options, cartIds: wanted }));
      if (isWhole) await writePosition(options, { generation: from.generation, position });
    }
  } finally {
    await changes.close();
  }
}

interface News {
  readonly carts: ReadonlySet<CartId>;
  /** The first position not among them. */
  readonly position: number;
}

/** Reads the feed all the time, and keeps of it only which carts have changed. */
class Changes {
  readonly #abort = new AbortController();
  readonly #reading: Promise<void>;
  #carts = new Set<CartId>();
  #position: number;
  #failure: unknown = null;
  #hasEnded = false;
  #wake: () => void = () => undefined;

  constructor(relay: RelaySource, from: FeedPosition, signal: AbortSignal) {
    this.#position = from.position;
    const end = AbortSignal.any([signal, this.#abort.signal]);
    this.#reading = this.#read(relay, from, end)
      .then(
        () => (this.#hasEnded = true),
        (error: unknown) => {
          this.#failure = end.aborted ? null : error;
          this.#hasEnded = true;
        },
      )
      .then(() => this.#wake());
  }

  /** What has changed, once something has; `null` when the feed has ended. Rejects when it broke off. */
  async take(): Promise<News | null> {
    while (this.#carts.size === 0 && !this.#hasEnded) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    if (this.#carts.size === 0 && this.#failure !== null) throw this.#failure as Error;
    return this.#carts.size === 0 ? null : this.#drain();
  }

  /** These, and what has come since. */
  merge(news: News): News {
    const { carts, position } = this.#drain();
    return { carts: new Set([...news.carts, ...carts]), position };
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.#reading;
  }

  #drain(): News {
    const news = { carts: this.#carts, position: this.#position };
    this.#carts = new Set();
    return news;
  }

  async #read(relay: RelaySource, from: FeedPosition, signal: AbortSignal): Promise<void> {
    for await (const { cartId, position } of relay.follow(from, signal)) {
      this.#carts.add(cartId);
      this.#position = position + 1;
      this.#wake();
    }
  }
}

/** For a relay without a feed: everything, then whatever was stored to since the last look. */
async function poll(options: FollowOptions): Promise<void> {
  const { relay, signal, sleep, pollMs = 2_000, cartIds, onExported } = options;
  let known = new Map<CartId, string>();
  while (!signal.aborted) {
    const { carts } = await relay.listCarts();
    const seen = new Map(carts.map((cart) => [cart.cartId, `${cart.ops} ${cart.updatedAt}`]));
    const changed = [...seen.keys()].filter(
      (id) => seen.get(id) !== known.get(id) && (cartIds?.includes(id) ?? true),
    );
    if (changed.length > 0) onExported(await exportCarts({ ...options, cartIds: changed }));
    known = seen;
    await sleep(pollMs, signal);
  }
}

async function readPosition(database: Database, generation: string): Promise<FeedPosition | null> {
  const [row] = await database.query<{ position: number }>(
    'select position from trolley.feed_position where generation = $1',
    [generation],
  );
  return row ? { generation, position: row.position } : null;
}

const writePosition = (options: FollowOptions, { generation, position }: FeedPosition) =>
  withRetry(
    () =>
      options.database.query(
        `insert into trolley.feed_position (generation, position) values ($1, $2)
         on conflict (generation) do update set position = excluded.position, updated_at = now()`,
        [generation, position],
      ),
    options,
  );
