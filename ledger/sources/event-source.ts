import * as v from 'valibot';
import type { CartId } from '../../cart/ids.ts';
import { helloEvent, opEvent, type OpEvent } from '../../protocol/events.ts';
import type { RelayHttp } from './relay-http.ts';
import { RelayRefused, RelayUnavailable } from './relay-source.ts';
import { eventsIn } from './server-sent-events.ts';

export interface EventSourceOptions {
  readonly relay: RelayHttp;
  readonly cartId: CartId | null;
  /** The first position wanted. */
  readonly from: number;
  /** The log that this position is of; `null` for whichever there is. */
  readonly generation?: string | null;
  /** Whether to wait for more when everything stored so far has been read, and to come back when cut off. */
  readonly isFollowing: boolean;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Gets each operation once, in order, with its text as the relay sent it; the next waits until it resolves. */
  readonly onOp: (event: OpEvent, text: string) => Promise<void>;
  /** Told when it is connected. */
  readonly onOpen?: () => void;
  /** Told when it was cut off; it tries again. */
  readonly onLost?: (error: RelayUnavailable) => void;
  /** Told what cannot be read there. */
  readonly onUnreadable?: (position: number) => void;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Longest wait before coming back, in milliseconds. */
const MAX_WAIT_MS = 10_000;

/** The relay says something every 15 s; a connection that is silent for so long is dead. In milliseconds. */
const SILENCE_MS = 45_000;

/** What was read so far, through however many connections. */
interface Progress {
  next: number;
  generation: string | null;
  hasGap: boolean;
}

/**
 * Reads a relay's log from a position on, each operation once, also when the connection breaks.
 *
 * Rejects with `RelayUnavailable` when the relay cannot be reached at first, and with `RelayRefused` when it
 * refuses or has another log than before.
 */
export async function readEventSource(options: EventSourceOptions): Promise<{ readonly hasGap: boolean }> {
  const { isFollowing, signal, onLost, sleep } = options;
  const isOver = () => signal.aborted;
  const progress: Progress = { next: options.from, generation: options.generation ?? null, hasGap: false };
  let wait = 0;
  while (!isOver()) {
    const before = progress.next;
    try {
      await readOnce(options, progress);
      if (!isFollowing) break;
    } catch (error) {
      if (isOver()) break;
      const canComeBack = isFollowing && progress.generation !== null;
      if (!canComeBack || !(error instanceof RelayUnavailable)) throw error;
      onLost?.(error);
    }
    wait = progress.next > before ? 0 : Math.min(MAX_WAIT_MS, Math.max(500, wait * 2));
    await sleep(wait, signal);
  }
  return { hasGap: progress.hasGap };
}

/** Through one connection, until it ends. */
async function readOnce(options: EventSourceOptions, progress: Progress): Promise<void> {
  const { relay, cartId, isFollowing, signal } = options;
  const silence = new AbortController();
  const listen = () => setTimeout(() => silence.abort(new Error('the relay has gone silent')), SILENCE_MS);
  let alarm = listen();
  try {
    const path = cartId === null ? '/events' : `/carts/${cartId}/events`;
    const response = await relay.request(
      `${path}?from=${progress.next}&follow=${isFollowing}`,
      AbortSignal.any([signal, silence.signal]),
    );
    if (response.status === 404) throw new RelayRefused(`${relay.base} has no feed of events`);
    const events = eventsIn(response, () => {
      clearTimeout(alarm);
      alarm = listen();
    });
    for await (const { event, data, id } of events) {
      if (event === 'hello') greet(data, progress, options);
      else if (event === 'op') await take(data, progress, options);
      else if (event === 'unreadable') skip(Number(id), progress, options);
    }
  } finally {
    clearTimeout(alarm);
  }
}

function greet(data: string, progress: Progress, { onOpen }: EventSourceOptions): void {
  const { generation } = read(helloEvent, data);
  if (progress.generation !== null && progress.generation !== generation) {
    throw new RelayRefused(
      'the relay has another log than before: it was restored from a backup, or is new. Start again from the beginning',
    );
  }
  progress.generation = generation;
  onOpen?.();
}

async function take(data: string, progress: Progress, { onOp }: EventSourceOptions): Promise<void> {
  const event = read(opEvent, data);
  // Nothing that was read already, whatever the relay sends.
  if (event.position < progress.next) return;
  await onOp(event, data);
  progress.next = event.position + 1;
}

function skip(position: number, progress: Progress, { onUnreadable }: EventSourceOptions): void {
  progress.hasGap = true;
  progress.next = position + 1;
  onUnreadable?.(position);
}

function read<Schema extends v.GenericSchema>(schema: Schema, data: string): v.InferOutput<Schema> {
  try {
    return v.parse(schema, JSON.parse(data));
  } catch (error) {
    throw new RelayUnavailable('the relay sent an event that cannot be read', { cause: error });
  }
}
