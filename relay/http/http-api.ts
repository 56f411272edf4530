import { performance } from 'node:perf_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { HttpErrorCode } from '../../protocol/http-errors.ts';
import type { Limits } from '../../protocol/limits.ts';
import type { Refusal } from '../../cart/result.ts';
import type { Grant } from '../access/grant.ts';
import { accepts } from './http-accept.ts';
import type { HttpAccess } from '../access/http-access.ts';
import { readBody } from './http-body.ts';
import { failure, statusOf, type Reply } from './http-reply.ts';
import { cartOf, type Method, type Route } from './http-route.ts';
import { allowedMethods, HttpRouter, readHeaders, readParams, readQuery, type Match } from './http-router.ts';
import { sendReply } from './http-send.ts';
import { describeUnreadable } from './http-unreadable.ts';
import type { Metrics } from './metrics.ts';
import type { Timers } from '../timers.ts';
import { RoomsFull } from '../carts/rooms.ts';
import { LogUnreadable } from '../log/update-log.ts';

export interface HttpApiOptions {
  readonly routes: readonly Route[];
  readonly access: HttpAccess;
  /** Whether whoever asks may ask once more now. */
  readonly mayRequest: (request: IncomingMessage) => boolean;
  readonly timers: Timers;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** What is known of a request before any route has looked at it. */
interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly match: Match | null;
  readonly query: string;
}

/**
 * Answers HTTP requests from a table of routes.
 *
 * Each is judged in the same order: where it comes from, what it asks for, who asks, what it accepts, what its
 * path, query and headers say, and its body last. Whatever happens it is answered, with an error in JSON if
 * need be, and never with what went wrong inside.
 */
export class HttpApi {
  readonly #options: HttpApiOptions;
  readonly #router: HttpRouter;
  readonly #draining = new AbortController();
  readonly #open = new Set<ServerResponse>();

  constructor(options: HttpApiOptions) {
    this.#options = options;
    this.#router = new HttpRouter(options.routes);
  }

  /** Answers a request. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void {
    void this.#handle(request, response);
  }

  /** Ends streams, takes no further writes, and resolves when everything asked so far has been answered. */
  async drain(): Promise<void> {
    this.#draining.abort();
    await Promise.all(
      [...this.#open].map((response) => new Promise((resolve) => response.once('close', resolve))),
    );
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { timers, limits, logger, metrics } = this.#options;
    const start = performance.now();
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    const match = this.#router.find(path);
    this.#open.add(response);
    response.once('close', () => this.#open.delete(response));
    // It may go away at any moment; whoever waits for it is told by 'close'.
    response.on('error', () => undefined);
    try {
      const reply = await this.#withDeadline(this.#answer({ request, response, match, query }));
      const isHead = request.method === 'HEAD';
      metrics.request(
        request.method ?? '',
        match?.path ?? 'none',
        statusOf(reply),
        (performance.now() - start) / 1000,
      );
      await sendReply(response, reply, { isHead, timers, stallMs: limits.stallMs });
    } catch (error) {
      logger.error({ path: match?.path, err: error }, 'an answer ended in the middle');
    }
  }

  async #answer(asked: Asked): Promise<Reply> {
    try {
      return await this.#judge(asked);
    } catch (error) {
      if (asked.response.destroyed) return failure('bad_request', 'the connection ended');
      this.#options.logger.error({ path: asked.match?.path, err: error }, 'a request failed');
      if (error instanceof LogUnreadable) {
        const { code, message } = describeUnreadable(error);
        return failure(code, message);
      }
      if (error instanceof RoomsFull) return failure('unavailable', error.message);
      return failure('internal', 'internal error');
    }
  }

  async #judge({ request, response, match, query }: Asked): Promise<Reply> {
    const { access, limits, mayRequest } = this.#options;
    if (!mayRequest(request)) return tooMany;
    const denial = access.whyRefused(request);
    if (denial) return failure(denial.code, denial.message);
    if (!match) return failure('not_found', 'there is no such resource');
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = match.routes.get(method as Method);
    if (!route) {
      return failure('method_not_allowed', 'this resource knows other methods', {
        Allow: allowedMethods(match),
      });
    }
    const params = readParams(route, match.params);
    if (!params.ok) return refused(params.refusal);
    const grant = await this.#grantFor(route, request, params.value);
    if (grant && 'kind' in grant) return grant;
    if (!route.answers.some(({ contentType }) => accepts(request.headers.accept, mediaTypeOf(contentType)))) {
      return failure('not_acceptable', 'this resource has no such form');
    }
    const parameters = readQuery(route, query);
    if (!parameters.ok) return refused(parameters.refusal);
    const headers = readHeaders(route, request.headers);
    if (!headers.ok) return refused(headers.refusal);
    if (this.#draining.signal.aborted && route.method !== 'GET') {
      return failure('unavailable', 'the relay is shutting down', { Connection: 'close' });
    }
    const body = route.body && (await readBody(request, route.body, limits.maxBodyBytes));
    if (body && !body.ok) return refused(body.refusal);
    const draining = this.#draining.signal;
    return route.handle({
      params: params.value,
      query: parameters.value,
      headers: headers.value,
      body: body?.value,
      grant,
      get signal() {
        return endOf(response, draining);
      },
    } as never);
  }

  async #grantFor(
    route: Route,
    request: IncomingMessage,
    params: Readonly<Record<string, unknown>>,
  ): Promise<Grant | Reply | null> {
    const { access } = this.#options;
    if (route.role === null) return null;
    const cartId = cartOf(route, params);
    const judged = await access.authorise(request, {
      role: route.role,
      ...(cartId !== undefined && { cartId }),
    });
    if (judged.ok) return judged.grant;
    const headers: Record<string, string> = judged.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {};
    return failure(judged.code, judged.message, headers);
  }

  /** Whatever takes too long is answered all the same; what it does goes on. */
  #withDeadline(answer: Promise<Reply>): Promise<Reply> {
    const { timers, limits } = this.#options;
    return new Promise((resolve) => {
      const cancel = timers.after(limits.requestMs, () =>
        resolve(failure('timeout', 'this takes too long; a write may still be stored')),
      );
      void answer.then((reply) => {
        cancel();
        resolve(reply);
      });
    });
  }
}

const tooMany = failure('too_many_requests', 'too many requests; wait a moment', { 'Retry-After': '1' });

/** The rest of a body that is too long is not waited for. */
const refused = ({ code, message }: Refusal<HttpErrorCode>): Reply =>
  failure(code, message, code === 'too_large' ? { Connection: 'close' } : {});

const mediaTypeOf = (contentType = 'application/json'): string => contentType.split(';', 1)[0] as string;

/** Aborted when the connection ends, or the relay is shutting down. */
function endOf(response: ServerResponse, draining: AbortSignal): AbortSignal {
  const end = new AbortController();
  const abort = () => {
    end.abort();
    draining.removeEventListener('abort', abort);
  };
  response.once('close', abort);
  draining.addEventListener('abort', abort);
  if (draining.aborted || response.destroyed) abort();
  return end.signal;
}
