import type { Clock } from '../../cart/hlc.ts';
import type { CartId } from '../../cart/ids.ts';
import type { HelloEvent, OpEvent, UnreadableEvent } from '../../protocol/events.ts';
import type { CommitSignal } from '../carts/commit-signal.ts';
import { readStruct } from '../carts/stored-struct.ts';
import { LogUnreadable, type LogPosition, type StoredEntry, type UpdateLog } from '../log/update-log.ts';

export interface EventsOptions {
  readonly log: UpdateLog;
  readonly commits: CommitSignal;
  readonly clock: Clock;
  /** So often something is sent, in milliseconds. */
  readonly keepAliveMs: number;
}

export interface EventsRequest {
  readonly from: LogPosition;
  /** Of this cart only. */
  readonly cartId?: CartId;
  /** Whether to go on when everything stored so far has been sent. */
  readonly isFollowing: boolean;
  /** Ends the stream between two events. */
  readonly signal: AbortSignal;
}

/** Records read at a time. */
const BATCH = 256;

/** How many positions in a row may be unreadable before the log itself is taken to be. */
const MAX_UNREADABLE = 1_000;

/** So soon a client that is cut off should come back, in milliseconds. */
const RETRY_MS = 1_000;

/**
 * The log as server-sent events, in pieces of text: `hello`, then each operation once, in the order of positions.
 *
 * A record that cannot be read is told as `unreadable` in its place, so that one bad cart does not keep anybody
 * from the others.
 */
export async function* eventStream(options: EventsOptions, request: EventsRequest): AsyncGenerator<string> {
  const { log, commits, clock, keepAliveMs } = options;
  const { cartId, isFollowing, signal } = request;
  const waiter = commits.follow(cartId);
  const wake = () => waiter.wake();
  signal.addEventListener('abort', wake);
  try {
    const hello: HelloEvent = { generation: log.generation, head: log.head, time: clock() };
    yield `retry: ${RETRY_MS}\n${encodeEvent('hello', hello)}`;
    const end = isFollowing ? Infinity : log.head;
    let from = request.from;
    let unreadable = 0;
    let limit = BATCH;
    while (!signal.aborted && from < end) {
      const entries = from < log.head ? await readBatch(log, { from, limit, cartId }) : [];
      if (entries === null && limit > 1) {
        limit = 1;
      } else if (entries === null) {
        const event: UnreadableEvent = { position: from, ...(cartId !== undefined && { cartId }) };
        yield encodeEvent('unreadable', event, from);
        unreadable += 1;
        // Of one cart it is not known where it goes on.
        if (cartId !== undefined || unreadable === MAX_UNREADABLE) return;
        from += 1;
      } else if (entries.length > 0) {
        unreadable = 0;
        limit = BATCH;
        const wanted = entries.filter(({ record }) => record.position < end);
        if (wanted.length > 0) yield wanted.map(encodeOp).join('');
        from = (entries.at(-1) as StoredEntry).record.position + 1;
      } else if (!isFollowing) {
        return;
      } else if ((await waiter.next(keepAliveMs)) === 'waited') {
        yield ': keep-alive\n\n';
      }
    }
  } finally {
    signal.removeEventListener('abort', wake);
    waiter.close();
  }
}

/** `null` if something in it cannot be read. */
async function readBatch(
  log: UpdateLog,
  { cartId, ...range }: { from: LogPosition; limit: number; cartId: CartId | undefined },
): Promise<readonly StoredEntry[] | null> {
  try {
    return await log.readFeed({ ...range, ...(cartId !== undefined && { cartId }) });
  } catch (error) {
    if (error instanceof LogUnreadable) return null;
    throw error;
  }
}

function encodeOp({ cartId, record }: StoredEntry): string {
  const { position, opId, storedAt, bytes } = record;
  const op = readStruct(bytes).value as OpEvent['op'];
  const event: OpEvent = { position, cartId, id: opId, op, storedAt: new Date(storedAt).toISOString() };
  return encodeEvent('op', event, position);
}

const encodeEvent = (name: string, data: object, id?: LogPosition): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
