import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { decodeStateVector, mergeStateVectors, stateVectorOf, type StateVector } from '../cart/delivery.ts';
import type { CartId } from '../cart/ids.ts';
import { closeCodes } from './close-codes.ts';
import { decodeDurable, decodeRefused, frameTypes, SUBPROTOCOL, syncTypes, type Refusal } from './frames.ts';
import { defaultLimits } from './limits.ts';
import { splitLedgerUpdate } from './split-ledger-update.ts';

/**
 * Where the connection stands.
 *
 * `offline` was chosen; `unreachable` was tried, failed, and keeps being tried; after `ended` the relay has said
 * not to come back, and only `setOffline(false)` tries again.
 */
export type Connection = 'offline' | 'connecting' | 'connected' | 'unreachable' | 'ended';

export interface RelayLinkOptions {
  /** Without the cart's name, as in `ws://127.0.0.1:4444/sync`. */
  readonly relayUrl: string;
  readonly cartId: CartId;
  readonly doc: Y.Doc;
  readonly offline: boolean;
  /** What was durable when this was last known. */
  readonly durable?: StateVector;
  /** The `WebSocket` class where the platform has none. */
  readonly webSocket?: unknown;
}

/** The parts of a browser's `WebSocket` that are used here; `protocol/` knows no DOM. */
interface Socket {
  readonly protocol: string;
  send(data: Uint8Array): void;
}

const none: StateVector = new Map();

/**
 * A cart's connection to its relay: y-websocket's provider, and what only Trolley's relay says.
 *
 * Keeps count of what the relay has been given and what it has made durable. What it says at the start of a
 * connection replaces what it said before: it may have been restored from an older copy of its log.
 */
export class RelayLink {
  readonly #provider: WebsocketProvider;
  readonly #doc: Y.Doc;
  readonly #listeners = new Set<() => void>();
  #connection: Connection;
  #problem: string | null = null;
  #hasFailed = false;
  #hasAnswered = false;
  #sent = none;
  #durable: StateVector;
  #refusals: readonly Refusal[] = [];

  constructor({ relayUrl, cartId, doc, offline, durable = none, webSocket }: RelayLinkOptions) {
    this.#doc = doc;
    this.#durable = durable;
    this.#connection = offline ? 'offline' : 'connecting';
    this.#provider = new WebsocketProvider(relayUrl, cartId, doc, {
      connect: false,
      // Windows of one profile meet whether or not they are connected; see `window-sync.ts`.
      disableBc: true,
      protocols: [SUBPROTOCOL],
      ...(webSocket === undefined ? {} : { WebSocketPolyfill: webSocket as never }),
    });
    this.#listen();
    if (!offline) this.#provider.connect();
  }

  get connection(): Connection {
    return this.#connection;
  }

  /** Why the connection has ended, in plain words; `null` unless it has. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Given to the relay on this connection. */
  get sent(): StateVector {
    return this.#sent;
  }

  /** On the relay's disk, by its own word; nothing with a relay that is not Trolley's. */
  get durable(): StateVector {
    return this.#durable;
  }

  /** Updates that the relay would not take, the latest last. */
  get refusals(): readonly Refusal[] {
    return this.#refusals;
  }

  /** When the relay was last heard, in milliseconds since 1970; `null` before that. */
  get lastContact(): number | null {
    return this.#provider.wsLastMessageReceived || null;
  }

  /** Who is here. */
  get awareness(): Awareness {
    return this.#provider.awareness;
  }

  /** Goes offline, or back; a connection that ended is tried again. */
  setOffline(offline: boolean): void {
    this.#hasFailed = false;
    this.#problem = null;
    if (offline) this.#provider.disconnect();
    else this.#provider.connect();
    this.#change(offline ? 'offline' : this.#provider.wsconnected ? 'connected' : 'connecting');
  }

  /** Calls back after each change of anything above; returns the end of the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  destroy(): void {
    this.#listeners.clear();
    this.#doc.off('update', this.#onUpdate);
    this.#provider.destroy();
  }

  #listen(): void {
    const provider = this.#provider;
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.#open();
      else if (status === 'connecting') this.#change(this.#hasFailed ? 'unreachable' : 'connecting');
    });
    provider.on('connection-close', () => {
      this.#hasFailed = true;
      this.#hasAnswered = false;
      this.#sent = none;
      if (this.#connection !== 'offline') this.#change('unreachable');
    });
    provider.on('closed', ({ code, reason }) => {
      this.#problem = describeClose(code, reason);
      this.#change('ended');
    });
    // Registered after the provider's own listener: by now the update has been given to the socket.
    this.#doc.on('update', this.#onUpdate);
    const receive = provider.messageHandlers[frameTypes.sync];
    provider.messageHandlers[frameTypes.sync] = (encoder, decoder, ...rest) => {
      if (!this.#answerStep1(decoder)) receive?.(encoder, decoder, ...rest);
    };
    provider.messageHandlers[frameTypes.durable] = (_encoder, decoder) => {
      this.#makeDurable(decodeDurable(decoder));
    };
    provider.messageHandlers[frameTypes.refused] = (_encoder, decoder) =>
      this.#refuse(decodeRefused(decoder));
  }

  #open(): void {
    this.#hasFailed = false;
    this.#change('connected');
  }

  readonly #onUpdate = (_update: Uint8Array, origin: unknown): void => {
    if (origin === this.#provider || !this.#provider.wsconnected || !this.#hasAnswered) return;
    this.#sent = stateVectorOf(this.#doc);
    this.#notify();
  };

  /**
   * Gives the relay what it lacks, in parts that each fit one frame, and takes its word for what it has.
   *
   * y-websocket alone would send one message, however long, and the relay would cut the connection again
   * and again.
   */
  #answerStep1(decoder: decoding.Decoder): boolean {
    const start = decoder.pos;
    if (decoding.readVarUint(decoder) !== syncTypes.step1) {
      decoder.pos = start;
      return false;
    }
    const stateVector = decoding.readVarUint8Array(decoder);
    const socket = this.#provider.ws as Socket | null;
    if (socket === null) return true;
    const missing = Y.encodeStateAsUpdate(this.#doc, stateVector);
    const parts = splitLedgerUpdate(missing, defaultLimits.maxFrameBytes - FRAME_HEADER);
    for (const [index, part] of parts.entries()) {
      const isLast = index === parts.length - 1;
      socket.send(encodeSync(isLast ? syncTypes.step2 : syncTypes.update, part));
    }
    this.#hasAnswered = true;
    this.#sent = stateVectorOf(this.#doc);
    this.#durable = socket.protocol === SUBPROTOCOL ? decodeStateVector(stateVector) : none;
    this.#notify();
    return true;
  }

  #makeDurable(stateVector: Uint8Array): void {
    this.#durable = mergeStateVectors(this.#durable, decodeStateVector(stateVector));
    this.#notify();
  }

  /** A gap is no loss: the relay says next what it has, and gets the rest. */
  #refuse(refusal: Refusal): void {
    if (refusal.code === 'gap') return;
    this.#refusals = [...this.#refusals, refusal].slice(-MAX_REFUSALS);
    this.#notify();
  }

  #change(connection: Connection): void {
    this.#connection = connection;
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

const MAX_REFUSALS = 20;

/** Bytes of a sync message around its update. */
const FRAME_HEADER = 16;

function encodeSync(type: number, update: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, frameTypes.sync);
    encoding.writeVarUint(encoder, type);
    encoding.writeVarUint8Array(encoder, update);
  });
}

function describeClose(code: number, reason: string): string {
  switch (code) {
    case closeCodes.unauthorised:
      return 'The relay no longer knows who you are.';
    case closeCodes.forbidden:
      return 'You may not use this cart.';
    case closeCodes.badCartId:
      return 'The relay does not accept the name of this cart.';
    case closeCodes.tooLarge:
      return 'A change is too large for the relay.';
    case closeCodes.tooFast:
      return 'The relay received too much from here at once.';
    default:
      return `The relay ended the connection (${code}${reason ? `: ${reason}` : ''}).`;
  }
}
