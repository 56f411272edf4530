import { createParser, type EventSourceMessage } from 'eventsource-parser';
import * as v from 'valibot';
import { isCartId, type CartId, type OpId } from '../../cart/ids.ts';
import { cartBody, rawCartBody } from '../../protocol/http.ts';
import { encodeLedgerUpdate, gatherRuns, readLedgerUpdate } from '../../protocol/ledger-update.ts';
import { defaultLimits } from '../../protocol/limits.ts';
import { splitLedgerUpdate } from '../../protocol/split-ledger-update.ts';
import { newCartCopy, type StructPlace } from '../copies/cart-copy.ts';
import { encodeStateVector, RelayConnection } from './relay-connection.ts';
import {
  RelayRefused,
  RelayUnavailable,
  type Delivery,
  type FeedPosition,
  type RelayChange,
  type RelayCopy,
  type RelaySource,
} from './relay-source.ts';

export interface HttpRelayOptions {
  /** As `http://127.0.0.1:4444`. */
  readonly url: string;
  /** The token to show, read again for each request, as it may be renewed; `null` for a relay without. */
  readonly readToken?: () => string | null;
  /** How long to wait for an answer, in milliseconds. */
  readonly patienceMs?: number;
}

const cartId = v.custom<CartId>(isCartId, 'not a cart id');
const carts = v.array(
  v.object({
    cartId,
    ops: v.optional(v.number()),
    updatedAt: v.optional(v.nullable(v.string())),
    error: v.optional(v.unknown()),
  }),
);
const hello = v.object({ generation: v.string(), head: v.number() });
const change = v.object({ position: v.number(), cartId });

/** Beyond every position that a log can reach, so that only the head is told. */
const NO_POSITION = 999_999_999_999_999;

/** A relay reached over the network: lists, digests and the feed by HTTP, whole carts as its clients get them. */
export function openHttpRelay({
  url,
  readToken = () => null,
  patienceMs = 20_000,
}: HttpRelayOptions): RelaySource {
  const base = url.replace(/\/+$/, '');
  const ws = `${base.replace(/^http/, 'ws')}/sync`;

  const request = async (path: string, signal: AbortSignal): Promise<Response> => {
    const token = readToken();
    const headers = token === null ? {} : { Authorization: `Bearer ${token}` };
    const response = await fetch(`${base}${path}`, { headers, signal }).catch((error: unknown) => {
      throw new RelayUnavailable(`cannot reach ${base}: ${reasonOf(error)}`, { cause: error });
    });
    if (response.status === 401 || response.status === 403) {
      throw new RelayRefused(`${base} asks for a token that allows this (--token-file)`);
    }
    if (!response.ok && response.status !== 404) {
      throw new RelayUnavailable(`${base}${path} answers ${response.status}: ${await errorIn(response)}`);
    }
    return response;
  };
  const get = async <Schema extends v.GenericSchema>(path: string, schema: Schema) => {
    const response = await request(path, AbortSignal.timeout(patienceMs));
    if (response.status === 404) return null;
    const body: unknown = await response.json().catch((error: unknown) => {
      throw new RelayUnavailable(`${base}${path} broke off: ${reasonOf(error)}`, { cause: error });
    });
    const parsed = v.safeParse(schema, body);
    if (parsed.success) return parsed.output;
    throw new RelayUnavailable(`${base}${path} is no answer of a relay: ${v.summarize(parsed.issues)}`);
  };
  const visit = async <T>(id: CartId, run: (connection: RelayConnection) => Promise<T>): Promise<T> => {
    const connection = new RelayConnection({ ws, cartId: id, token: readToken(), patienceMs });
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
        unreadable: all.filter(({ error }) => error !== undefined).map((cart) => cart.cartId),
        carts: all
          .filter(({ error, ops = 0 }) => error === undefined && ops > 0)
          .map(({ cartId: id, ops = 0, updatedAt }) => ({
            ...{ cartId: id, ops },
            updatedAt: typeof updatedAt === 'string' ? Date.parse(updatedAt) : null,
          })),
      };
    },
    readDigest: (id) => get(`/carts/${id}`, v.pick(cartBody, ['digest', 'ops'])),
    readReducerVersion: async (id) =>
      (await get(`/carts/${id}/raw`, v.pick(rawCartBody, ['reducerVersion'])))?.reducerVersion ?? 0,
    readCart: (id) => visit(id, async (connection) => copyOf(id, await connection.readAll())),
    send: (id, structs) => visit(id, (connection) => deliver(connection, structs)),
    feedHead: async () => {
      const signal = AbortSignal.timeout(patienceMs);
      const response = await request(`/events?follow=false&from=${NO_POSITION}`, signal);
      if (response.status === 404) return null;
      for await (const { event, data } of eventsIn(response)) {
        if (event !== 'hello') continue;
        const { generation, head } = v.parse(hello, JSON.parse(data));
        return { generation, position: head };
      }
      throw new RelayUnavailable(`${base}/events says nothing`);
    },
    follow: (from, signal) => followEvents(request, from, signal),
  };
}

async function* followEvents(
  request: (path: string, signal: AbortSignal) => Promise<Response>,
  from: FeedPosition,
  signal: AbortSignal,
): AsyncGenerator<RelayChange> {
  const response = await request(`/events?from=${from.position}`, signal);
  for await (const { event, data } of eventsIn(response)) {
    // A log that was restored counts anew: whoever follows must look at everything again.
    if (event === 'hello' && v.parse(hello, JSON.parse(data)).generation !== from.generation) return;
    if (event === 'op') yield v.parse(change, JSON.parse(data));
  }
}

async function* eventsIn(response: Response): AsyncGenerator<EventSourceMessage> {
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) {
      parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }));
      yield* events.splice(0);
    }
  } catch (error) {
    throw new RelayUnavailable(`the feed broke off: ${reasonOf(error)}`, { cause: error });
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

async function errorIn(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = v.safeParse(v.object({ error: v.object({ message: v.string() }) }), body);
  return parsed.success ? parsed.output.error.message : response.statusText;
}

/** `fetch` says only that it failed; why is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof AggregateError) return error.cause.errors.map(String).join('; ');
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
