import { WebSocket } from 'ws';
import { countStructs } from './count-structs.ts';
import type { Dialect } from './dialect.ts';
import type { WrittenUpdates } from './written-updates.ts';

export interface LoadClientOptions {
  readonly dialect: Dialect;
  readonly ws: string;
  readonly cart: string;
  readonly updates: WrittenUpdates;
  /** Updates it lets be on their way at once. */
  readonly inFlight: number;
  /** Every message. */
  readonly onMessage: () => void;
  /** One of its updates has arrived at the next client. */
  readonly onDelivery: () => void;
  readonly onError: (error: Error) => void;
}

/** A bare socket that sends what was encoded before, and counts what it receives of one other. */
export class LoadClient {
  readonly #options: LoadClientOptions;
  readonly #socket: WebSocket;
  readonly #messages: readonly Uint8Array[];
  #author: LoadClient | null = null;
  #sent = 0;
  #delivered = 0;
  #isMeasured = false;
  /** Resolves when the server has answered. */
  readonly ready: Promise<void>;
  #onReady: () => void = () => undefined;

  constructor(options: LoadClientOptions) {
    const { dialect, ws, cart, updates, onError } = options;
    this.#options = options;
    this.#messages = updates.rest.map((update) => dialect.update(cart, update));
    this.ready = new Promise((resolve) => (this.#onReady = resolve));
    this.#socket = new WebSocket(dialect.address(ws, cart), [...dialect.subprotocols], {
      perMessageDeflate: false,
    });
    this.#socket.on('open', () => {
      for (const greeting of dialect.greetings(cart)) this.#socket.send(greeting);
    });
    this.#socket.on('message', (data) => this.#receive(data as Buffer));
    this.#socket.on('error', onError);
    this.#socket.on('close', (code, reason) =>
      onError(new Error(`the server closed a connection: ${code} ${reason.toString()}`)),
    );
  }

  /** Whose updates it counts. */
  follow(author: LoadClient): void {
    this.#author = author;
  }

  sendFirst(): void {
    const { dialect, cart, updates } = this.#options;
    this.#socket.send(dialect.step2(cart, updates.first));
  }

  /** From now on updates are counted: all clients first, so that nobody misses one. */
  measure(): void {
    this.#isMeasured = true;
  }

  start(): void {
    for (let i = 0; i < this.#options.inFlight; i += 1) this.#sendNext();
  }

  end(): void {
    this.#socket.removeAllListeners('close');
    this.#socket.terminate();
  }

  #sendNext(): void {
    const message = this.#messages[this.#sent];
    if (!message) return;
    this.#sent += 1;
    this.#socket.send(message);
  }

  #receive(message: Uint8Array): void {
    const { dialect, onMessage, onError } = this.#options;
    onMessage();
    const reading = dialect.read(message);
    if (reading.type === 'refused') onError(new Error('the server refused an update'));
    else if (reading.type === 'step2') this.#onReady();
    else if (reading.type === 'update' && this.#isMeasured) this.#count(message, reading.start);
  }

  #count(message: Uint8Array, start: number): void {
    const author = this.#author;
    if (!author) return;
    const { client, firstClock, structBytes } = author.#options.updates;
    const clock = firstClock + author.#delivered;
    for (let count = countStructs(message, start, { client, clock, structBytes }); count > 0; count -= 1) {
      author.#delivered += 1;
      author.#options.onDelivery();
      author.#sendNext();
    }
  }
}
