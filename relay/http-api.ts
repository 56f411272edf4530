import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Clock } from '../cart/hlc.ts';
import { isCartId, type CartId } from '../cart/ids.ts';
import type { ErrorBody, HealthBody, HttpErrorCode, ReadinessBody } from '../protocol/http.ts';
import type { CartLedger } from './cart-ledger.ts';
import { cartSummary, effectiveCart, plainLines, rawCart, rawOps } from './http-views.ts';
import type { Rooms } from './rooms.ts';
import { LogUnreadable } from './update-log.ts';

export interface HttpApiOptions {
  readonly rooms: Rooms;
  readonly readiness: () => ReadinessBody;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

type Handler = (id: string) => Promise<Reply> | Reply;

const statuses: Readonly<Record<HttpErrorCode, number>> = {
  not_found: 404,
  method_not_allowed: 405,
  unavailable: 503,
  internal: 500,
};

const ok = (body: unknown): Reply => ({ status: 200, body });
const failure = (code: HttpErrorCode, message: string): Reply => ({
  status: statuses[code],
  body: { error: { code, message } } satisfies ErrorBody,
});

/** Answers the HTTP requests described in `protocol/http.ts`. */
export function createHttpApi({ rooms, readiness, clock, logger }: HttpApiOptions) {
  const every = async <T>(
    look: (ledger: CartLedger, peers: number) => T,
  ): Promise<readonly (readonly [CartId, T])[]> => {
    const entries: (readonly [CartId, T])[] = [];
    for (const cartId of await rooms.listCarts()) entries.push([cartId, await rooms.read(cartId, look)]);
    return entries;
  };
  const one = async (id: string, look: (ledger: CartLedger) => unknown): Promise<Reply> => {
    const unknown = failure('not_found', 'there is no such cart');
    if (!isCartId(id)) return unknown;
    return rooms.read(id, (ledger, peers) => (ledger.size === 0 && peers === 0 ? unknown : ok(look(ledger))));
  };

  const routes: readonly (readonly [RegExp, Handler])[] = [
    [/^\/healthz$/, () => ok({ status: 'ok' } satisfies HealthBody)],
    [
      /^\/readyz$/,
      () => {
        const body = readiness();
        return { status: body.status === 'ready' ? 200 : 503, body };
      },
    ],
    [
      /^\/carts$/,
      async () =>
        ok((await every((ledger, peers) => cartSummary(ledger, peers, clock()))).map(([, body]) => body)),
    ],
    [/^\/carts\/([^/]+)$/, (id) => one(id, (ledger) => effectiveCart(ledger, clock()))],
    [/^\/carts\/([^/]+)\/raw$/, (id) => one(id, rawCart)],
    [/^\/state$/, async () => ok(Object.fromEntries(await every((ledger) => plainLines(ledger, clock()))))],
    [/^\/raw_state$/, async () => ok(Object.fromEntries(await every(rawOps)))],
  ];

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    for (const [pattern, handle] of routes) {
      const match = pattern.exec(path);
      if (!match) continue;
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return failure('method_not_allowed', `${path} can only be read`);
      }
      return handle(match[1] ?? '');
    }
    return failure('not_found', 'there is no such resource');
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let reply: Reply;
    try {
      reply = await answer(request);
    } catch (error) {
      logger.error({ url: request.url, err: error }, 'a request failed');
      reply =
        error instanceof LogUnreadable
          ? failure('unavailable', 'what is stored cannot be read at the moment')
          : failure('internal', 'internal error');
    }
    send(response, request.method === 'HEAD', reply);
  };
}

function send(response: ServerResponse, isHead: boolean, { status, body }: Reply): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(status === 405 && { Allow: 'GET, HEAD' }),
  });
  response.end(isHead ? undefined : text);
}
