import * as v from 'valibot';
import type { CartId } from '../../cart/ids.ts';
import { GENERATION_HEADER } from '../../protocol/events.ts';
import type { Limits } from '../../protocol/limits.ts';
import { eventStream, type EventsOptions } from './events-stream.ts';
import type { Grant } from '../access/grant.ts';
import type { GrantWatch } from '../access/grant-watch.ts';
import { cartIdInPath } from './http-carts.ts';
import { failure, type Reply } from './http-reply.ts';
import { route, type Route } from './http-route.ts';

export interface EventRoutesOptions extends EventsOptions {
  readonly grants: GrantWatch;
  readonly limits: Pick<Limits, 'maxEventStreams'>;
  /** Told when a stream is refused because there are too many. */
  readonly onTooMany: () => void;
}

const position = (description: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[0-9]{1,15}$/, 'not a log position'),
      v.description(description),
      v.examples(['0']),
    ),
  );
const query = {
  from: position('The first position wanted; everything if left out.'),
  follow: v.optional(
    v.pipe(
      v.picklist(['true', 'false'], 'neither true nor false'),
      v.description('`false` ends the stream once everything stored so far has been sent.'),
    ),
  ),
};
const headers = {
  'last-event-id': position(
    'The last position seen, as browsers send it on reconnecting; goes before `from`.',
  ),
};
const answers = [
  {
    ...{ status: 200, contentType: 'text/event-stream; charset=utf-8' },
    description:
      'Server-sent events: `hello` with `{generation, head, time}`; `op` with `{position, cartId, id, op, storedAt}`, ' +
      'whose id is the position; `unreadable` with `{position}` for what cannot be read.',
    headers: { [GENERATION_HEADER]: 'Names the log. Positions of another one mean something else.' },
  },
];

/** Following what happens, at one cart or at all. */
export function eventRoutes(options: EventRoutesOptions): readonly Route[] {
  const open = (asked: {
    readonly query: { readonly from?: string | undefined; readonly follow?: string | undefined };
    readonly headers: { readonly 'last-event-id'?: string | undefined };
    readonly grant: Grant | null;
    readonly signal: AbortSignal;
    readonly cartId?: CartId;
  }): Reply => {
    const { commits, grants, limits, log } = options;
    if (commits.size >= limits.maxEventStreams) {
      options.onTooMany();
      return failure('unavailable', 'there are too many event streams; try again later', {
        'Retry-After': '5',
      });
    }
    const { cartId, grant, signal } = asked;
    const last = asked.headers['last-event-id'];
    const request = {
      from: last === undefined ? Number(asked.query.from ?? 0) : Number(last) + 1,
      isFollowing: asked.query.follow !== 'false',
      ...(cartId !== undefined && { cartId }),
    };
    return {
      ...{ kind: 'stream', contentType: 'text/event-stream; charset=utf-8' },
      headers: { [GENERATION_HEADER]: log.generation, 'X-Accel-Buffering': 'no' },
      chunks: whileGranted(grants, grant, signal, (end) => eventStream(options, { ...request, signal: end })),
    };
  };

  return [
    route({
      ...{ method: 'GET', path: '/events', id: 'followEvents', role: 'reader' },
      summary: 'Every operation of all carts, as it becomes durable',
      ...{ query, headers, answers },
      handle: (request) => open(request),
    }),
    route({
      ...{ method: 'GET', path: '/carts/:id/events', id: 'followCart', role: 'reader', cart: 'id' },
      summary: 'Every operation of a cart, as it becomes durable',
      description: 'Also of a cart that has none yet.',
      ...{ params: { id: cartIdInPath }, query, headers, answers },
      handle: (request) => open({ ...request, signal: request.signal, cartId: request.params.id }),
    }),
  ];
}

/** What a grant allows to be streamed, for as long as it does and somebody is there. */
async function* whileGranted(
  grants: GrantWatch,
  grant: Grant | null,
  signal: AbortSignal,
  stream: (end: AbortSignal) => AsyncIterable<string>,
): AsyncGenerator<string> {
  const end = new AbortController();
  const abort = () => end.abort();
  const cancel = grant ? grants.watch(grant, abort) : abort;
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    yield* stream(end.signal);
  } finally {
    cancel();
    signal.removeEventListener('abort', abort);
  }
}
