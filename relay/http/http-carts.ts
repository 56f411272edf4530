import * as v from 'valibot';
import type { Clock } from '../../cart/hlc.ts';
import { isCartId, type CartId } from '../../cart/ids.ts';
import type { ErrorBody } from '../../protocol/http-errors.ts';
import { cartBody, cartsBody, rawCartBody, rawStateBody, stateBody } from '../../protocol/http.ts';
import type { CartLedger } from '../carts/cart-ledger.ts';
import { CartSummaries } from './cart-summaries.ts';
import { failure, json, type Reply } from './http-reply.ts';
import { route, type Route } from './http-route.ts';
import { describeUnreadable } from './http-unreadable.ts';
import { cartNow, plainLines, rawCart, rawOps } from './http-views.ts';
import type { Rooms } from '../carts/rooms.ts';
import type { Timers } from '../timers.ts';
import { LogUnreadable } from '../log/update-log.ts';

export interface CartRoutesOptions {
  readonly rooms: Rooms;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** As it stands in a path. */
export const cartIdInPath = v.pipe(
  v.custom<CartId>(isCartId, 'not a cart id: 1 to 64 letters, digits, "_" and "-", the first no sign'),
  v.description('The cart.'),
  v.examples(['kitchen' as CartId]),
);

/** How long carts may be folded in one go before others get their turn, in milliseconds. */
const TURN_MS = 10;

/** About how much text is sent at a time. */
const CHUNK_LENGTH = 64 * 1024;

const noSuchCart = failure('not_found', 'there is no such cart');

/** Stands where a cart would, which it must not be taken for. */
class Unreadable {
  readonly error: ErrorBody['error'];

  constructor(reason: LogUnreadable) {
    this.error = describeUnreadable(reason);
  }
}

/** Reading carts, one or all. */
export function cartRoutes({ rooms, clock, timers }: CartRoutesOptions): readonly Route[] {
  const summaries = new CartSummaries(rooms, clock);

  const one = (id: CartId, look: (ledger: CartLedger) => unknown): Promise<Reply> =>
    rooms.read(id, (ledger, peers) => (ledger.size === 0 && peers === 0 ? noSuchCart : json(look(ledger))));

  /** Carts in turn, with what can be said of each, or that it cannot be read. */
  async function* every<T>(
    carts: readonly CartId[],
    look: (cartId: CartId) => Promise<T>,
  ): AsyncIterable<[CartId, T | Unreadable]> {
    let turn = performance.now();
    for (const cartId of carts) {
      yield [
        cartId,
        await look(cartId).catch((error: unknown) => {
          if (error instanceof LogUnreadable) return new Unreadable(error);
          throw error;
        }),
      ];
      if (performance.now() - turn < TURN_MS) continue;
      await new Promise<void>((resolve) => timers.soon(resolve));
      turn = performance.now();
    }
  }

  /** All carts as one body, which is only ever in memory in pieces. */
  const all = async (brackets: '[]' | '{}', look: (cartId: CartId) => Promise<unknown>): Promise<Reply> => ({
    kind: 'stream',
    contentType: 'application/json; charset=utf-8',
    chunks: asJson(brackets, every(await rooms.listCarts(), look)),
  });
  const record = (look: (ledger: CartLedger) => unknown) => all('{}', (cartId) => rooms.read(cartId, look));

  return [
    route({
      ...{ method: 'GET', path: '/carts', id: 'listCarts', role: 'reader' },
      summary: 'All carts, each with its size, worth and digest',
      description:
        'Sorted by id: every cart with an operation or somebody at it. A cart that cannot be read has an `error` in place of figures.',
      answers: [{ status: 200, description: 'The carts.', schema: cartsBody }],
      handle: () => all('[]', (cartId) => summaries.of(cartId)),
    }),
    route({
      ...{ method: 'GET', path: '/carts/:id', id: 'readCart', role: 'reader', cart: 'id' },
      summary: 'A cart as it is now',
      params: { id: cartIdInPath },
      answers: [{ status: 200, description: 'The cart.', schema: cartBody }],
      handle: ({ params: { id } }) => one(id, (ledger) => cartNow(ledger, clock())),
    }),
    route({
      ...{ method: 'GET', path: '/carts/:id/raw', id: 'readRawCart', role: 'reader', cart: 'id' },
      summary: 'Every operation of a cart',
      params: { id: cartIdInPath },
      answers: [{ status: 200, description: 'The operations, sorted by id.', schema: rawCartBody }],
      handle: ({ params: { id } }) => one(id, rawCart),
    }),
    route({
      ...{ method: 'GET', path: '/state', id: 'readState', role: 'reader' },
      summary: 'What is in all carts, in few words',
      answers: [{ status: 200, description: 'Each cart’s rows, by its id.', schema: stateBody }],
      handle: () => record((ledger) => plainLines(ledger, clock())),
    }),
    route({
      ...{ method: 'GET', path: '/raw_state', id: 'readRawState', role: 'reader' },
      summary: 'Every operation of all carts',
      answers: [{ status: 200, description: 'Each cart’s operations, by its id.', schema: rawStateBody }],
      handle: () => record(rawOps),
    }),
  ];
}

/** A list, or an object with the carts' ids as keys, in pieces as they become known. */
async function* asJson(
  brackets: '[]' | '{}',
  entries: AsyncIterable<readonly [CartId, unknown]>,
): AsyncIterable<string> {
  const [start, end] = brackets as unknown as [string, string];
  let text = start;
  let separator = '';
  for await (const [cartId, value] of entries) {
    if (brackets === '{}') text += `${separator}${JSON.stringify(cartId)}:${JSON.stringify(value)}`;
    else
      text +=
        separator + JSON.stringify(value instanceof Unreadable ? { cartId, error: value.error } : value);
    separator = ',';
    if (text.length < CHUNK_LENGTH) continue;
    yield text;
    text = '';
  }
  yield `${text}${end}\n`;
}
