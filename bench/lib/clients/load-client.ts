import { countOthers, countStructs } from './count-structs.ts';
import type { Reading } from './dialect.ts';
import { Session, type SessionOptions } from './session.ts';
import type { WrittenUpdates } from './written-updates.ts';

export interface LoadClientOptions extends Omit<SessionOptions, 'onMessage'> {
  readonly updates: WrittenUpdates;
  /** Updates it lets be on their way at once. */
  readonly inFlight: number;
  /** Every message. */
  readonly onMessage: () => void;
  /** Other clients in its cart. */
  readonly others: number;
  /** It has been sent what all of them have before their updates. */
  readonly onFirst: () => void;
  /** One of its updates has. */
  readonly onDelivery: () => void;
}

/** Sends what was encoded before, and counts what it receives of one other. */
export class LoadClient {
  readonly #options: LoadClientOptions;
  readonly #session: Session;
  readonly #messages: readonly Uint8Array[];
  #author: LoadClient | null = null;
  #sent = 0;
  /** Structs it has still to be sent before updates can come. */
  #missing: number;
  /** Updates that have arrived at the next client. */
  #delivered = 0;

  constructor(options: LoadClientOptions) {
    const { dialect, cart, updates } = options;
    this.#options = options;
    this.#missing = options.others * updates.firstClock;
    this.#messages = updates.rest.map((update) => dialect.update(cart, update));
    this.#session = new Session({
      ...options,
      onMessage: (reading, message) => this.#receive(reading, message),
    });
  }

  /** Resolves when the server has answered. */
  get ready(): Promise<void> {
    return this.#session.ready;
  }

  /** Whose updates it counts. */
  follow(author: LoadClient): void {
    this.#author = author;
  }

  sendFirst(): void {
    this.#session.sendStep2(this.#options.updates.first);
  }

  start(): void {
    for (let i = 0; i < this.#options.inFlight; i += 1) this.#sendNext();
  }

  end(): void {
    this.#session.end();
  }

  #sendNext(): void {
    const message = this.#messages[this.#sent];
    if (!message) return;
    this.#sent += 1;
    this.#session.send(message);
  }

  #receive(reading: Reading, message: Uint8Array): void {
    this.#options.onMessage();
    if (reading.type !== 'update' && reading.type !== 'step2') return;
    if (this.#missing > 0) this.#countFirsts(message, reading.start);
    else if (this.#author) this.#count(this.#author, message, reading.start);
  }

  #countFirsts(message: Uint8Array, start: number): void {
    const { client: except, firstStructBytes: structBytes } = this.#options.updates;
    this.#missing -= countOthers(message, start, { except, structBytes });
    if (this.#missing === 0) this.#options.onFirst();
  }

  #count(author: LoadClient, message: Uint8Array, start: number): void {
    const { client, firstClock, structBytes } = author.#options.updates;
    const clock = firstClock + author.#delivered;
    for (let count = countStructs(message, start, { client, clock, structBytes }); count > 0; count -= 1) {
      author.#delivered += 1;
      author.#options.onDelivery();
      author.#sendNext();
    }
  }
}
