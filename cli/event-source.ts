import { createParser, type EventSourceMessage } from 'eventsource-parser';
import * as v from 'valibot';
import { reasonOf } from '../cart/result.ts';
import type { CartId } from '../cart/ids.ts';
import { helloEvent, opEvent } from '../protocol/events.ts';
import { errorBody } from '../protocol/http-errors.ts';
import { RelayError, UsageError } from './exit-codes.ts';

export interface EventSourceOptions {
  /** Where the relay answers HTTP, without a slash at the end. */
  readonly http: string;
  readonly cartId: CartId | null;
  /** The first position wanted. */
  readonly from: number;
  /** Whether to wait for more when everything stored so far has been read, and to come back when cut off. */
  readonly isFollowing: boolean;
  /** What lets it in, asked for each time it connects. */
  readonly token: () => string | null;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Gets the data of each operation once, in order, as one line of JSON; the next waits until it resolves. */
  readonly onOp: (line: string) => Promise<void>;
  /** Told in words what a person might want to know. */
  readonly onNotice: (text: string) => void;
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
 * Rejects with `RelayError` when the relay cannot be reached at first, refuses, or has another log than before.
 */
export async function readEventSource(options: EventSourceOptions): Promise<{ readonly hasGap: boolean }> {
  const { isFollowing, signal, onNotice, sleep } = options;
  const isOver = () => signal.aborted;
  const progress: Progress = { next: options.from, generation: null, hasGap: false };
  let wait = 0;
  while (!isOver()) {
    const before = progress.next;
    try {
      await readOnce(options, progress);
      if (!isFollowing) break;
    } catch (error) {
      if (isOver()) break;
      if (error instanceof UsageError) throw error;
      const canComeBack = isFollowing && progress.generation !== null;
      if (!canComeBack || (error instanceof RelayError && error.kind === 'refused'))
        throw asRelayError(error, options);
      onNotice(`${asRelayError(error, options).message}; trying again`);
    }
    wait = progress.next > before ? 0 : Math.min(MAX_WAIT_MS, Math.max(500, wait * 2));
    await sleep(wait, signal);
  }
  return { hasGap: progress.hasGap };
}

/** Through one connection, until it ends. */
async function readOnce(options: EventSourceOptions, progress: Progress): Promise<void> {
  const token = options.token();
  const silence = new AbortController();
  let alarm = setTimeout(() => silence.abort(new Error('the relay has gone silent')), SILENCE_MS);
  try {
    const response = await fetch(addressOf(options, progress.next), {
      headers: {
        accept: 'text/event-stream',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      signal: AbortSignal.any([options.signal, silence.signal]),
    });
    if (!response.ok || !response.body) throw await refusalOf(response);
    const events: EventSourceMessage[] = [];
    const parser = createParser({ onEvent: (event) => events.push(event) });
    const decoder = new TextDecoder();
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      clearTimeout(alarm);
      alarm = setTimeout(() => silence.abort(new Error('the relay has gone silent')), SILENCE_MS);
      parser.feed(decoder.decode(chunk, { stream: true }));
      for (const event of events.splice(0)) await take(event, options, progress);
    }
  } finally {
    clearTimeout(alarm);
  }
}

async function take(
  { event, data, id }: EventSourceMessage,
  { onOp, onNotice }: EventSourceOptions,
  progress: Progress,
): Promise<void> {
  if (event === 'hello') {
    const { generation } = v.parse(helloEvent, JSON.parse(data));
    if (progress.generation !== null && progress.generation !== generation) {
      throw new RelayError(
        'refused',
        'the relay has another log than before: it was restored from a backup, or is new. Start again with --from 0',
      );
    }
    progress.generation = generation;
  } else if (event === 'op') {
    const { position } = v.parse(opEvent, JSON.parse(data));
    // Nothing that was read already, whatever the relay sends.
    if (position < progress.next) return;
    await onOp(data);
    progress.next = position + 1;
  } else if (event === 'unreadable') {
    progress.hasGap = true;
    progress.next = Number(id) + 1;
    onNotice(`what is stored at position ${id} cannot be read`);
  }
}

function addressOf({ http, cartId, isFollowing }: EventSourceOptions, from: number): string {
  const path = cartId === null ? '/events' : `/carts/${cartId}/events`;
  return `${http}${path}?from=${from}&follow=${isFollowing}`;
}

async function refusalOf(response: Response): Promise<RelayError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = v.safeParse(errorBody, body);
  const message = parsed.success ? parsed.output.error.message : `status ${response.status}`;
  return new RelayError(response.status >= 500 ? 'unreachable' : 'refused', `the relay says: ${message}`);
}

function asRelayError(error: unknown, { http }: EventSourceOptions): RelayError {
  if (error instanceof RelayError) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = reasonOf(cause);
  return new RelayError('unreachable', `cannot read events from ${http}: ${reason}`, { cause: error });
}
