import type { OpEvent } from '../../protocol/events.ts';
import type { FeedNews, FeedRequest } from '../../protocol/admin/relay.ts';
import { readEventSource } from '../sources/event-source.ts';
import { RelayRefused, RelayUnavailable } from '../sources/relay-source.ts';
import type { RelayAccess } from './relay-access.ts';

export interface FeedOptions {
  readonly feedId: number;
  readonly request: FeedRequest;
  readonly relay: RelayAccess;
  readonly signal: AbortSignal;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly onNews: (news: FeedNews) => void;
}

/** News is gathered for so long before it is told, in milliseconds. */
const GATHER_MS = 200;
/** The most that is told at once. */
const MAX_EVENTS = 1_000;
/** How long to wait before looking for a relay again that was away from the beginning, in milliseconds. */
const RETRY_MS = 2_000;

/** Where a feed begins. */
interface Start {
  readonly from: number;
  readonly generation: string | null;
  readonly backlog: readonly OpEvent[];
}

/** Tells the latest events of a relay and what comes after them, until the signal. */
export async function runFeed(options: FeedOptions): Promise<void> {
  const { feedId, signal, onNews, sleep } = options;
  const isOver = () => signal.aborted;
  let status: FeedNews['status'] = 'waiting';
  let reason: string | null = null;
  let events: OpEvent[] = [];
  let isPlanned = false;
  const tell = () => {
    if (isOver()) return;
    onNews({ feedId, status, reason, events });
    events = [];
  };
  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    void sleep(GATHER_MS, signal).then(() => {
      isPlanned = false;
      tell();
    });
  };
  const become = (next: FeedNews['status'], why: string | null) => {
    [status, reason] = [next, why];
    tell();
  };
  try {
    const start = await begin(options, (error) => become('waiting', error.message));
    if (!start) return;
    events.push(...start.backlog);
    await readEventSource({
      ...{ relay: options.relay.http, cartId: options.request.cartId, isFollowing: true, signal, sleep },
      ...{ from: start.from, generation: start.generation },
      onOpen: () => become('live', null),
      onLost: ({ message }) => become('waiting', message),
      onOp: (event) => {
        events.push(event);
        if (events.length < MAX_EVENTS) plan();
        else tell();
        return Promise.resolve();
      },
    });
  } catch (error) {
    if (!(error instanceof RelayRefused || error instanceof RelayUnavailable)) throw error;
    become('ended', error.message);
  }
}

/** Finds where to begin, as soon as the relay can be asked; `null` when nobody wants to know any more. */
async function begin(options: FeedOptions, onAway: (error: RelayUnavailable) => void): Promise<Start | null> {
  const { signal, sleep } = options;
  while (!signal.aborted) {
    try {
      return await findStart(options);
    } catch (error) {
      if (!(error instanceof RelayUnavailable)) throw error;
      onAway(error);
      await sleep(RETRY_MS, signal);
    }
  }
  return null;
}

/** Positions count all carts, so the latest of one cart are found by reading it. */
async function findStart({ relay, request, signal, sleep }: FeedOptions): Promise<Start> {
  const { cartId, backlog } = request;
  const head = await relay.source.feedHead();
  if (!head) throw new RelayRefused('this server has no feed of events');
  const { generation, position } = head;
  if (cartId === null) return { from: Math.max(0, position - backlog), generation, backlog: [] };
  const latest: OpEvent[] = [];
  await readEventSource({
    ...{ relay: relay.http, cartId, from: 0, generation, isFollowing: false, signal, sleep },
    onOp: (event) => {
      latest.push(event);
      if (latest.length > 2 * backlog + 1) latest.splice(0, latest.length - backlog);
      return Promise.resolve();
    },
  });
  const from = (latest.at(-1)?.position ?? -1) + 1;
  return { from, generation, backlog: backlog === 0 ? [] : latest.slice(-backlog) };
}
