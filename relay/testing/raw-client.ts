import * as decoding from 'lib0/decoding';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import {
  decodeDurable,
  decodeHello,
  decodeRefused,
  frameTypes,
  SUBPROTOCOL,
  syncTypes,
  type Hello,
  type Refusal,
} from '../../protocol/frames.ts';
import { awarenessFrame, syncStep1Frame, syncStep2Frame, updateFrame } from '../../protocol/relay-frame.ts';
import { readPresence, type PresenceEntry } from '../carts/presence-update.ts';
import type { Relay } from '../server.ts';

/** A frame that the relay sent. */
export type ReceivedFrame =
  | { readonly type: 'syncStep1'; readonly stateVector: ReadonlyMap<number, number> }
  | { readonly type: 'durable'; readonly stateVector: ReadonlyMap<number, number> }
  | { readonly type: 'syncStep2'; readonly update: Uint8Array }
  | { readonly type: 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly entries: readonly PresenceEntry[] }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'hello'; readonly hello: Hello };

export interface RawClientOptions {
  readonly cartId?: string;
  /** False for a client that knows nothing of Trolley. */
  readonly receipts?: boolean;
  readonly origin?: string;
  readonly token?: string;
}

/** A client that sends what the test says and keeps what it receives. */
export class RawClient {
  readonly received: ReceivedFrame[] = [];
  readonly socket: WebSocket;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => this.received.push(readFrame(new Uint8Array(data as Buffer))));
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  /** Rejects when the relay refuses the upgrade. */
  static async connect(
    { ws }: Pick<Relay, 'ws'>,
    { cartId = 'kitchen', receipts = true, origin, token }: RawClientOptions = {},
  ): Promise<RawClient> {
    const socket = new WebSocket(`${ws}/${cartId}`, receipts ? [SUBPROTOCOL] : [], {
      ...(origin !== undefined && { origin }),
      ...(token !== undefined && { headers: { Authorization: `Bearer ${token}` } }),
    });
    const client = new RawClient(socket);
    onTestFinished(() => socket.terminate());
    await new Promise<void>((resolve, reject) => {
      socket.on('open', resolve);
      socket.on('error', reject);
    });
    return client;
  }

  send(message: Uint8Array): void {
    this.socket.send(message);
  }

  sendUpdate(update: Uint8Array): void {
    this.send(updateFrame(update));
  }

  sendStep2(update: Uint8Array): void {
    this.send(syncStep2Frame(update));
  }

  askFor(stateVector: Uint8Array = Y.encodeStateVector(new Y.Doc())): void {
    this.send(syncStep1Frame(stateVector));
  }

  sendAwareness(update: Uint8Array): void {
    this.send(awarenessFrame(update));
  }

  of<Type extends ReceivedFrame['type']>(type: Type): Extract<ReceivedFrame, { type: Type }>[] {
    return this.received.filter(
      (frame): frame is Extract<ReceivedFrame, { type: Type }> => frame.type === type,
    );
  }

  get refusals(): readonly Refusal[] {
    return this.of('refused').map(({ refusal }) => refusal);
  }

  /** How many operations of a client it was told are durable. */
  durable(client: number): number {
    return Math.max(0, ...this.of('durable').map(({ stateVector }) => stateVector.get(client) ?? 0));
  }

  /** A document of everything it was sent. */
  get doc(): Y.Doc {
    const doc = new Y.Doc();
    for (const frame of this.received) if ('update' in frame) Y.applyUpdate(doc, frame.update);
    return doc;
  }
}

function readFrame(message: Uint8Array): ReceivedFrame {
  const decoder = decoding.createDecoder(message);
  const type = decoding.readVarUint(decoder);
  const stateVector = (bytes: Uint8Array) => Y.decodeStateVector(bytes);
  switch (type) {
    case frameTypes.durable:
      return { type: 'durable', stateVector: stateVector(decodeDurable(decoder)) };
    case frameTypes.refused:
      return { type: 'refused', refusal: decodeRefused(decoder) };
    case frameTypes.hello:
      return { type: 'hello', hello: decodeHello(decoder) };
    case frameTypes.awareness:
      return { type: 'awareness', entries: readPresence(decoding.readVarUint8Array(decoder)) };
    case frameTypes.sync: {
      const kind = decoding.readVarUint(decoder);
      const bytes = decoding.readVarUint8Array(decoder);
      if (kind === syncTypes.step1) return { type: 'syncStep1', stateVector: stateVector(bytes) };
      return { type: kind === syncTypes.step2 ? 'syncStep2' : 'update', update: bytes };
    }
    default:
      throw new Error(`the relay sent a frame of type ${type}`);
  }
}
