import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { decodeStateVector, mergeStateVectors, type StateVector } from '../../cart/delivery.ts';
import type { CartId } from '../../cart/ids.ts';
import {
  decodeDurable,
  decodeRefused,
  frameTypes,
  SUBPROTOCOL,
  syncTypes,
  type Refusal,
} from '../../protocol/frames.ts';
import { syncStep1Frame, syncStep2Frame, updateFrame } from '../../protocol/relay-frame.ts';
import { TOKEN_SUBPROTOCOL_PREFIX } from '../../protocol/token.ts';
import { RelayRefused, RelayUnavailable } from './relay-source.ts';

export interface RelayConnectionOptions {
  /** As `ws://127.0.0.1:4444/sync`. */
  readonly ws: string;
  readonly cartId: CartId;
  readonly token: string | null;
  /** How long to wait for an answer, in milliseconds. */
  readonly patienceMs: number;
}

/** A whole cart comes in one message. */
const MAX_CART_BYTES = 1024 * 1024 * 1024;

const EMPTY_DOCUMENT = Uint8Array.of(0);
const EMPTY_UPDATE = Uint8Array.of(0, 0);

/** One visit to a cart on the relay: as any client, but with no document of its own. */
export class RelayConnection {
  readonly #socket: WebSocket;
  readonly #options: RelayConnectionOptions;
  readonly #waiting = new Set<() => void>();
  #failure: Error | null = null;
  #durable: StateVector | null = null;
  #answer: Uint8Array | null = null;
  #refusal: Refusal | null = null;

  constructor(options: RelayConnectionOptions) {
    this.#options = options;
    const protocols = [
      SUBPROTOCOL,
      ...(options.token === null ? [] : [TOKEN_SUBPROTOCOL_PREFIX + options.token]),
    ];
    this.#socket = new WebSocket(`${options.ws}/${options.cartId}`, protocols, {
      perMessageDeflate: false,
      maxPayload: MAX_CART_BYTES,
    });
    this.#socket.binaryType = 'nodebuffer';
    this.#socket.on('message', (data) => this.#receive(data as Buffer));
    this.#socket.on('error', (error) => this.#fail(asRelayError(error, options)));
    this.#socket.on('close', (code) => this.#fail(closed(code, options)));
  }

  /** Everything the relay has of the cart, as one update. */
  async readAll(): Promise<Uint8Array> {
    await this.#until(() => this.#durable !== null);
    this.#socket.send(syncStep1Frame(EMPTY_DOCUMENT));
    await this.#until(() => this.#answer !== null);
    return this.#answer as Uint8Array;
  }

  /** How far the relay's copy reaches, of each Yjs client. */
  async readDurable(): Promise<StateVector> {
    await this.#until(() => this.#durable !== null);
    return this.#durable as StateVector;
  }

  /** Sends an update, and waits until the relay has it up to this, or has refused it. */
  async send(update: Uint8Array, upTo: StateVector): Promise<Refusal | null> {
    this.#refusal = null;
    this.#socket.send(updateFrame(update));
    const isThere = () => [...upTo].every(([client, clock]) => (this.#durable?.get(client) ?? 0) >= clock);
    await this.#until(() => this.#refusal !== null || isThere());
    return isThere() ? null : this.#refusal;
  }

  close(): void {
    this.#failure ??= new RelayUnavailable('the connection was closed');
    this.#socket.close();
  }

  #receive(message: Buffer): void {
    try {
      this.#read(decoding.createDecoder(new Uint8Array(message)));
    } catch (error) {
      this.#fail(new RelayUnavailable(`the relay sent what cannot be read: ${String(error)}`));
    }
    this.#wake();
  }

  #read(decoder: decoding.Decoder): void {
    const type = decoding.readVarUint(decoder);
    if (type === frameTypes.durable) {
      this.#durable = mergeStateVectors(
        this.#durable ?? new Map(),
        decodeStateVector(decodeDurable(decoder)),
      );
    } else if (type === frameTypes.refused) {
      this.#refusal = decodeRefused(decoder);
    } else if (type === frameTypes.sync) {
      const step = decoding.readVarUint(decoder);
      // It may ask what we have; we have nothing of our own.
      if (step === syncTypes.step1) this.#socket.send(syncStep2Frame(EMPTY_UPDATE));
      if (step === syncTypes.step2) this.#answer = decoding.readVarUint8Array(decoder);
    }
  }

  async #until(isTrue: () => boolean): Promise<void> {
    const { patienceMs } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.#fail(new RelayUnavailable(`${this.#options.ws} has not answered for ${patienceMs / 1000} s`));
        resolve();
      }, patienceMs);
    });
    try {
      while (!isTrue()) {
        if (this.#failure) throw this.#failure;
        await Promise.race([new Promise<void>((resolve) => this.#waiting.add(resolve)), late]);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

/** A state vector as Yjs encodes it. */
export const encodeStateVector = (clocks: StateVector): Uint8Array => Y.encodeStateVector(new Map(clocks));

function closed(code: number, { ws, cartId }: RelayConnectionOptions): Error {
  if (code === 4401) return new RelayRefused(`${ws} asks for a valid token`);
  if (code === 4403) return new RelayRefused(`${ws} does not allow this at cart ${cartId}`);
  if (code === 4500) return new RelayUnavailable(`${ws} cannot read cart ${cartId} at the moment`);
  return new RelayUnavailable(`${ws} ended the connection (${code})`);
}

function asRelayError(error: Error, { ws }: RelayConnectionOptions): Error {
  const refusal = /Unexpected server response: (401|403)/.exec(error.message);
  if (refusal) return new RelayRefused(`${ws} refuses the connection (${refusal[1] ?? ''})`);
  return new RelayUnavailable(`cannot reach ${ws}: ${error.message || String(error)}`, { cause: error });
}
