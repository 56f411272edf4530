import { onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { frameTypes, SUBPROTOCOL } from '../../protocol/frames.ts';
import type { Relay } from '../server.ts';

export interface Client {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Writes operations the way a cart does, each on its own; gives their ids. */
  add(count?: number): readonly string[];
  /** Ids of the operations it has, sorted. */
  readonly ids: readonly string[];
}

export interface ClientOptions {
  readonly cartId?: string;
  readonly protocols?: string[];
  readonly doc?: Y.Doc;
  readonly connect?: boolean;
}

let sessions = 0;

/** An unmodified y-websocket client, gone with the test. */
export function newClient(
  { ws }: Pick<Relay, 'ws'>,
  { cartId = 'kitchen', protocols = [], doc = new Y.Doc(), connect = true }: ClientOptions = {},
): Client {
  const provider = new WebsocketProvider(ws, cartId, doc, {
    protocols,
    connect,
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  onTestFinished(() => provider.destroy());
  const ops = doc.getMap('ops');
  sessions += 1;
  const sid = sessions.toString(16).padStart(16, '0');
  let written = 0;
  return {
    doc,
    provider,
    get ids() {
      return [...ops.keys()].sort();
    },
    add: (count = 1) =>
      Array.from({ length: count }, () => {
        written += 1;
        const id = `${sid}.${written}`;
        ops.set(id, addOp());
        return id;
      }),
  };
}

/** One that asks for receipts, and ignores them. */
export function newReceiptClient(relay: Pick<Relay, 'ws'>, options: ClientOptions = {}): Client {
  const client = newClient(relay, { ...options, protocols: [SUBPROTOCOL], connect: false });
  client.provider.messageHandlers[frameTypes.hello] = () => undefined;
  client.provider.messageHandlers[frameTypes.durable] = () => undefined;
  client.provider.messageHandlers[frameTypes.refused] = () => undefined;
  client.provider.connect();
  return client;
}

/** An operation as a cart makes it. */
export const addOp = (change: object = {}) => ({
  kind: 'add',
  at: '001763000000000-00000',
  by: 'Ana',
  product: { id: '1', name: 'test' },
  price: { amount: 100, currency: 'EUR' },
  qty: 1,
  ...change,
});

/** Waits for an expectation to hold. */
export const eventually = (expectation: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(expectation, { timeout: 10_000, interval: 5 });
