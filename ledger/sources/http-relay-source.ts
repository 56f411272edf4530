import * as v from 'valibot';
import { isCartId, type CartId, type OpId } from '../../cart/ids.ts';
import { cartBody, cartSummary, rawCartBody, type CartSummary } from '../../protocol/http.ts';
import { encodeLedgerUpdate, gatherRuns, readLedgerUpdate } from '../../protocol/ledger-update.ts';
import { defaultLimits } from '../../protocol/limits.ts';
import { splitLedgerUpdate } from '../../protocol/split-ledger-update.ts';
import { newCartCopy, type StructPlace } from '../copies/cart-copy.ts';
import { encodeStateVector, RelayConnection } from './relay-connection.ts';
import { RelayHttp, type RelayHttpOptions } from './relay-http.ts';
import {
  RelayUnavailable,
  type Delivery,
  type FeedPosition,
  type RelayCart,
  type RelayChange,
  type RelayCopy,
  type RelaySource,
} from './relay-source.ts';
import { eventsIn } from './server-sent-events.ts';

const cartId = v.custom<CartId>(isCartId, 'not a cart id');
const carts = v.array(
  v.union([
    v.object({ cartId, error: v.unknown() }),
    v.pick(cartSummary, ['cartId', 'ops', 'digest', 'updatedAt']),
  ]),
);
const hello = v.object({ generation: v.string(), head: v.number() });
const change = v.object({ position: v.number(), cartId });

/** Beyond every position that a log can reach, so that only the head is told. */
const NO_POSITION = 999_999_999_999_999;

/** A relay reached over the network: lists, digests and the feed by HTTP, whole carts as its clients get them. */
export function openHttpRelay(options: RelayHttpOptions): RelaySource {
  const http = new RelayHttp(options);
  const { base, patienceMs } = http;
  const ws = `${base.replace(/^http/, 'ws')}/sync`;
  const get: RelayHttp['get'] = (path, schema) => http.get(path, schema);
  const visit = async <T>(id: CartId, run: (connection: RelayConnection) => Promise<T>): Promise<T> => {
    const connection = new RelayConnection({ ws, cartId: id, token: http.readToken(), patienceMs });
    try {
      return await run(connection);
    } finally {
      connection.close();
    }
  };

  return {
    name: base,
    listCarts: async () => {
      const all = (await get('/carts', carts)) ?? [];
      return {
        unreadable: all.flatMap((cart) => ('error' in cart ? [cart.cartId] : [])),
        carts: all.flatMap((cart) => ('error' in cart || cart.ops === 0 ? [] : [listed(cart)])),
      };
    },
    readDigest: (id) => get(`/carts/${id}`, v.pick(cartBody, ['digest', 'ops'])),
    readReducerVersion: async (id) =>
      (await get(`/carts/${id}/raw`, v.pick(rawCartBody, ['reducerVersion'])))?.reducerVersion ?? 0,
    readCart: (id) => visit(id, async (connection) => copyOf(id, await connection.readAll())),
    send: (id, structs) => visit(id, (connection) => deliver(connection, structs)),
    feedHead: async () => {
      const signal = AbortSignal.timeout(patienceMs);
      const response = await http.request(`/events?follow=false&from=${NO_POSITION}`, signal);
      if (response.status === 404) return null;
      for await (const { event, data } of eventsIn(response)) {
        if (event !== 'hello') continue;
        const { generation, head } = v.parse(hello, JSON.parse(data));
        return { generation, position: head };
      }
      throw new RelayUnavailable(`${base}/events says nothing`);
    },
    follow: (from, signal) => followEvents(http, from, signal),
  };
}

const listed = ({
  updatedAt,
  ...cart
}: Pick<CartSummary, 'cartId' | 'ops' | 'digest' | 'updatedAt'>): RelayCart => ({
  ...cart,
  updatedAt: updatedAt === null ? null : Date.parse(updatedAt),
});

async function* followEvents(
  http: RelayHttp,
  from: FeedPosition,
  signal: AbortSignal,
): AsyncGenerator<RelayChange> {
  const response = await http.request(`/events?from=${from.position}`, signal);
  for await (const { event, data } of eventsIn(response)) {
    // A log that was restored counts anew: whoever follows must look at everything again.
    if (event === 'hello' && v.parse(hello, JSON.parse(data)).generation !== from.generation) return;
    if (event === 'op') yield v.parse(change, JSON.parse(data));
  }
}

function copyOf(id: CartId, doc: Uint8Array): RelayCopy {
  const update = readLedgerUpdate(doc);
  if (update.status === 'malformed') throw new RelayUnavailable(`cart ${id}: ${update.reason}`);
  const clocks = new Map<number, number>();
  const ops = update.structs.map(({ client, clock, key, value, bytes }) => {
    clocks.set(client, clock + 1);
    return { id: key as OpId, op: value, place: { client, clock, bytes } };
  });
  return { ...newCartCopy(id, ops), doc, stateVector: encodeStateVector(clocks) };
}

/** Sends what the relay lacks, in the order of each client's clocks, up to the first gap. */
async function deliver(connection: RelayConnection, structs: readonly StructPlace[]): Promise<Delivery> {
  const durable = await connection.readDurable();
  const next = new Map(durable);
  const wanted = [...structs].sort((a, b) => a.client - b.client || a.clock - b.clock);
  const missing = wanted.filter(({ client, clock }) => {
    if (clock !== (next.get(client) ?? 0)) return false;
    next.set(client, clock + 1);
    return true;
  });
  const hasGap = wanted.some(({ client, clock }) => clock >= (next.get(client) ?? 0));
  let refusal = hasGap ? 'earlier operations of the same session are missing' : null;
  for (const part of splitLedgerUpdate(
    encodeLedgerUpdate(gatherRuns(missing)),
    defaultLimits.maxFrameBytes,
  )) {
    if (missing.length === 0) break;
    const read = readLedgerUpdate(part);
    const upTo = new Map(read.status === 'ledger' ? read.structs.map((s) => [s.client, s.clock + 1]) : []);
    const refused = await connection.send(part, upTo);
    if (!refused) continue;
    refusal = `${refused.code}: ${refused.reason}`;
    break;
  }
  const reached = await connection.readDurable();
  return {
    durable: wanted.filter(({ client, clock }) => clock < (reached.get(client) ?? 0)).length,
    refusal,
  };
}
