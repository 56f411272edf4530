import * as v from 'valibot';
import type { Clock, Timestamp } from '../../cart/hlc.ts';
import type { Fold } from '../../cart/fold.ts';
import type { LineId } from '../../cart/ids.ts';
import type { Json } from '../../cart/json.ts';
import { MAX_TEXT } from '../../cart/op.ts';
import { ok } from '../../cart/result.ts';
import {
  countRequest,
  idempotencyKey,
  itemLine as itemLineBody,
  itemRequest,
  itemsBody,
  order,
  type ItemLine,
} from '../../protocol/items.ts';
import type { CartWriters } from './cart-writers.ts';
import { cartIdInPath } from './http-carts.ts';
import { failure, json } from './http-reply.ts';
import { route, type Route } from './http-route.ts';
import { keyedRequest, writeDurably } from './http-writes.ts';
import { addItem, checkOut, countItem, removeAll, removeItem } from './items-wording.ts';
import { itemLine, itemLines, linesOfItem, rowOfLine } from './items-view.ts';
import { answeredWith } from './kept-answers.ts';
import type { Rooms } from '../carts/rooms.ts';

export interface ItemRoutesOptions {
  readonly rooms: Rooms;
  readonly writers: CartWriters;
  readonly clock: Clock;
}

const itemId = v.pipe(
  v.string(),
  v.regex(/\S/, 'an item id is not empty'),
  v.maxLength(MAX_TEXT.id, `an item id has at most ${MAX_TEXT.id} characters`),
  v.description('The product’s id, as a SKU.'),
  v.examples(['milk']),
);
const customer = { customer: cartIdInPath };
const customerAndItem = { ...customer, item: itemId };

const keyHeader = {
  'idempotency-key': v.optional(
    v.pipe(
      idempotencyKey,
      v.description(
        'Makes it safe to send a request again: the same user, with the same key and the same request, gets the same answer, and nothing is done twice. Kept for as long as the cart is.',
      ),
      v.examples(['7f0c9e52']),
    ),
  ),
};

/** What every write may meet, besides errors of its own. */
const writeErrors = ['storage', 'quota', 'order_too_large'] as const;

/** System 2's interface: a customer's cart, item by item. */
export function itemRoutes({ rooms, writers, clock }: ItemRoutesOptions): readonly Route[] {
  const lineNow = (fold: Fold, lineId: LineId, changedAt?: Timestamp): ItemLine => {
    const row = rowOfLine(fold, lineId, clock());
    if (!row) throw new Error(`${lineId} is not in the cart that it was written to`);
    return itemLine(fold, row, clock(), changedAt);
  };
  /** The item's latest line, if it has one; what is about to be removed is shown with no units. */
  const latestLine = (fold: Fold, item: string): ItemLine | null => {
    const latest = linesOfItem(fold, item).at(-1);
    return latest ? lineNow(fold, latest) : null;
  };
  const withoutUnits = (line: ItemLine | null) =>
    line && { ...line, unitCount: 0, timestamp: new Date(clock()).toISOString() };

  return [
    route({
      ...{ method: 'GET', path: '/items/:customer', id: 'listItems', role: 'reader', cart: 'customer' },
      summary: 'A customer’s items',
      params: customer,
      answers: [{ status: 200, description: 'One line for each item and price.', schema: itemsBody }],
      handle: ({ params }) =>
        rooms.read(params.customer, (ledger) =>
          ledger.size === 0
            ? failure('not_found', 'there is no such cart')
            : json(itemLines(ledger.folded.fold, clock())),
        ),
    }),
    route({
      ...{ method: 'DELETE', path: '/items/:customer', id: 'removeItems', role: 'editor', cart: 'customer' },
      summary: 'Removes everything from a customer’s cart',
      params: customer,
      answers: [{ status: 200, description: 'What is left: nothing.', schema: itemsBody }],
      errors: writeErrors,
      handle: ({ params, grant }) =>
        writeDurably(writers, {
          ...{ cartId: params.customer, grant, keyed: null },
          word: ({ fold }) => {
            const bodies = removeAll(fold);
            return bodies.ok
              ? ok({ bodies: bodies.value, conclude: () => ({ answer: itemLines(fold, clock()) }) })
              : bodies;
          },
        }),
    }),
    route({
      ...{ method: 'POST', path: '/items/:customer/:item', id: 'addItem', role: 'editor', cart: 'customer' },
      summary: 'Adds units of an item',
      description:
        'Added again at the same price it is one line with the units of both; at another price it is another line.',
      params: customerAndItem,
      headers: keyHeader,
      body: itemRequest,
      answers: [{ status: 200, description: 'The line as it is now.', schema: itemLineBody }],
      errors: [...writeErrors, 'mixed_currencies', 'key_reused'],
      handle: ({ params, headers, body, grant }) => {
        const keyed = keyedRequest(headers['idempotency-key'], `items/${params.item}`, body);
        return writeDurably(writers, {
          ...{ cartId: params.customer, grant, keyed },
          word: ({ fold, idOf }) => {
            const bodies = addItem(fold, params.item, body);
            if (!bodies.ok) return bodies;
            const [first] = bodies.value;
            const conclude = (at: Timestamp) => {
              const line = lineNow(fold, first?.kind === 'inc' ? first.line : idOf(0), at);
              return { answer: line, extras: keyed ? answeredWith(keyed, line) : {} };
            };
            return ok({ bodies: bodies.value, conclude });
          },
        });
      },
    }),
    route({
      ...{ method: 'PUT', path: '/items/:customer/:item', id: 'countItem', role: 'editor', cart: 'customer' },
      summary: 'Says how many of an item there are to be',
      description: 'If it is there at several prices, only the latest of them stays. 0 removes the item.',
      params: customerAndItem,
      body: countRequest,
      answers: [
        {
          ...{ status: 200, schema: itemLineBody },
          description: 'The line as it is now; `unitCount` is 0 if it was removed.',
        },
      ],
      errors: writeErrors,
      handle: ({ params, body, grant }) =>
        writeDurably(writers, {
          ...{ cartId: params.customer, grant, keyed: null },
          word: ({ fold }) => {
            const before = latestLine(fold, params.item);
            const bodies = countItem(fold, params.item, body.newCount);
            if (!bodies.ok) return bodies;
            const conclude = () => ({ answer: latestLine(fold, params.item) ?? withoutUnits(before) });
            return ok({ bodies: bodies.value, conclude });
          },
        }),
    }),
    route({
      ...{
        method: 'DELETE',
        path: '/items/:customer/:item',
        id: 'removeItem',
        role: 'editor',
        cart: 'customer',
      },
      summary: 'Removes an item, at whatever prices it is there',
      params: customerAndItem,
      answers: [
        {
          ...{ status: 200, schema: itemLineBody },
          description: 'The line as it is now: `unitCount` is 0.',
        },
      ],
      errors: writeErrors,
      handle: ({ params, grant }) =>
        writeDurably(writers, {
          ...{ cartId: params.customer, grant, keyed: null },
          word: ({ fold }) => {
            const before = latestLine(fold, params.item);
            const bodies = removeItem(fold, params.item);
            if (!bodies.ok) return bodies;
            return ok({ bodies: bodies.value, conclude: () => ({ answer: withoutUnits(before) }) });
          },
        }),
    }),
    route({
      ...{ method: 'POST', path: '/checkout/:customer', id: 'checkOut', role: 'editor', cart: 'customer' },
      summary: 'Orders what is in a customer’s cart, and empties it',
      description:
        'The order is exactly what was in the cart when it was made. What others add at that moment stays in the cart, and so does what is saved for later.',
      params: customer,
      headers: keyHeader,
      answers: [{ status: 200, description: 'The order.', schema: order }],
      errors: [...writeErrors, 'cart_empty', 'mixed_currencies', 'key_reused'],
      handle: ({ params, headers, grant }) => {
        const keyed = keyedRequest(headers['idempotency-key'], 'checkout', null);
        return writeDurably(writers, {
          ...{ cartId: params.customer, grant, keyed },
          word: ({ fold, idOf }) => {
            const checkout = checkOut(fold, idOf, clock());
            if (!checkout.ok) return checkout;
            const { bodies, order: made } = checkout.value;
            const kept = keyed ? answeredWith(keyed, null) : {};
            const extras = { order: made as unknown as Json, ...kept };
            return ok({ bodies, conclude: () => ({ answer: made, extras }) });
          },
        });
      },
    }),
  ];
}
