import { WebSocket } from 'ws';
import type { Dialect, Reading } from './dialect.ts';

export interface SessionOptions {
  readonly dialect: Dialect;
  readonly ws: string;
  readonly cart: string;
  /** Every message, and what it was read as. */
  readonly onMessage?: (reading: Reading, message: Uint8Array) => void;
  /** The server has refused something, or the connection has ended other than by `end`. */
  readonly onError: (error: Error) => void;
}

/** A bare socket that has joined a cart: no document, so that it costs less than the server that is measured. */
export class Session {
  readonly dialect: Dialect;
  readonly cart: string;
  /** Resolves when the server has sent what the cart holds. */
  readonly ready: Promise<void>;
  /** Resolves when the connection has ended, however it did. */
  readonly closed: Promise<void>;
  readonly #socket: WebSocket;
  #isEnding = false;

  constructor({ dialect, ws, cart, onMessage, onError }: SessionOptions) {
    this.dialect = dialect;
    this.cart = cart;
    let onReady: () => void = () => undefined;
    this.ready = new Promise((resolve) => (onReady = resolve));
    this.#socket = new WebSocket(dialect.address(ws, cart), [...dialect.subprotocols], {
      perMessageDeflate: false,
    });
    this.closed = new Promise((resolve) => this.#socket.once('close', () => resolve()));
    this.#socket.on('open', () => {
      for (const greeting of dialect.greetings(cart)) this.#socket.send(greeting);
    });
    this.#socket.on('message', (data: Buffer) => {
      const reading = dialect.read(data);
      if (reading.type === 'refused') onError(new Error(`the server refused an update: ${data.toString()}`));
      if (reading.type === 'step2') onReady();
      onMessage?.(reading, data);
    });
    this.#socket.on('error', onError);
    this.#socket.on('close', (code, reason) => {
      if (!this.#isEnding) onError(new Error(`the server closed a connection: ${code} ${reason.toString()}`));
    });
  }

  send(frame: Uint8Array): void {
    this.#socket.send(frame);
  }

  sendUpdate(update: Uint8Array): void {
    this.send(this.dialect.update(this.cart, update));
  }

  sendStep2(update: Uint8Array): void {
    this.send(this.dialect.step2(this.cart, update));
  }

  end(): void {
    this.#isEnding = true;
    this.#socket.terminate();
  }
}
