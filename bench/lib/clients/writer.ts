import { newDeferred } from '../loads/deferred.ts';
import { clockOf, countStructs } from './count-structs.ts';
import type { Reading } from './dialect.ts';
import { Session, type SessionOptions } from './session.ts';
import type { WrittenUpdates } from './written-updates.ts';

export interface WriterOptions extends Omit<SessionOptions, 'onMessage'> {
  /** With nothing before them. */
  readonly updates: WrittenUpdates;
  /** More of its updates have been acknowledged. */
  readonly onAcknowledged?: () => void;
  /** Whether another client joins where the server itself acknowledges nothing. It does unless this says no. */
  readonly isWitnessed?: boolean;
  /** An update of others, and perhaps of its own; `start` is where it begins. */
  readonly onUpdate?: (message: Uint8Array, start: number) => void;
}

/**
 * A client that is told what became of its updates, as far as its server does that: Trolley says what is durable,
 * Hocuspocus what it has taken. y-websocket says nothing; there it counts what another client has been sent.
 */
export class Writer {
  readonly session: Session;
  readonly #options: WriterOptions;
  readonly #witness: Session | null;
  #sent = 0;
  #acknowledged = 0;
  #onProgress: () => void = () => undefined;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.session = new Session({ ...options, onMessage: (reading, message) => this.#hear(reading, message) });
    this.#witness =
      options.dialect.acknowledges === 'never' && options.isWitnessed !== false
        ? new Session({ ...options, onMessage: (reading, message) => this.#witnessed(reading, message) })
        : null;
  }

  /** Resolves when the server has answered. */
  get ready(): Promise<unknown> {
    return Promise.all([this.session.ready, this.#witness?.ready]);
  }

  /** Resolves when all of it has ended, however it did. */
  get closed(): Promise<unknown> {
    return Promise.all([this.session.closed, this.#witness?.closed]);
  }

  /** Updates it has sent. */
  get sent(): number {
    return this.#sent;
  }

  /** Updates known to have been taken; they are the first so many. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Sends the next so many of its updates, fewer if there are no more. */
  send(count: number): void {
    for (const update of this.#options.updates.rest.slice(this.#sent, this.#sent + count)) {
      this.#sent += 1;
      this.session.sendUpdate(update);
    }
  }

  /** Sends so many more with a few on their way at a time; resolves when all that it sent is acknowledged. */
  async write(count: number, inFlight: number): Promise<void> {
    const end = Math.min(this.#sent + count, this.#options.updates.rest.length);
    const { promise, resolve } = newDeferred();
    this.#onProgress = () => {
      this.send(Math.min(end - this.#sent, inFlight - (this.#sent - this.#acknowledged)));
      if (this.#acknowledged >= end) resolve();
    };
    this.#onProgress();
    await promise;
    this.#onProgress = () => undefined;
  }

  end(): void {
    this.session.end();
    this.#witness?.end();
  }

  #hear(reading: Reading, message: Uint8Array): void {
    if (reading.type === 'durable') {
      this.#acknowledge(clockOf(message, reading.start, this.#options.updates.client));
    } else if (reading.type === 'acknowledged') {
      this.#acknowledge(this.#acknowledged + 1);
    } else if (reading.type === 'update') {
      this.#options.onUpdate?.(message, reading.start);
    }
  }

  #witnessed(reading: Reading, message: Uint8Array): void {
    if (reading.type !== 'update') return;
    const { client, structBytes } = this.#options.updates;
    const awaited = { client, clock: this.#acknowledged, structBytes };
    this.#acknowledge(this.#acknowledged + countStructs(message, reading.start, awaited));
  }

  #acknowledge(count: number): void {
    if (count <= this.#acknowledged) return;
    this.#acknowledged = count;
    this.#options.onAcknowledged?.();
    this.#onProgress();
  }
}
