import type { WebSocket } from 'ws';
import { closeCodes, type CloseCode } from '../protocol/close-codes.ts';
import type { Limits } from '../protocol/limits.ts';
import { keepAliveFrame } from '../protocol/relay-frame.ts';
import type { Grant } from './grant.ts';
import type { Peer } from './peer.ts';

/** Pings that may go unanswered before the other side counts as dead. */
const MAX_UNANSWERED_PINGS = 2;

export interface ConnectionOptions {
  readonly socket: WebSocket;
  readonly name: string;
  readonly hasReceipts: boolean;
  readonly grant: Grant;
  readonly limits: Limits;
}

/** A WebSocket as a peer: never sends more than is read, nor reads more than is stored. */
export class Connection implements Peer {
  readonly name: string;
  readonly hasReceipts: boolean;
  readonly grant: Grant;
  /** Resolves when it has ended, however it did. */
  readonly closed: Promise<void>;
  readonly #socket: WebSocket;
  readonly #limits: Limits;
  #largestAnswer = 0;
  #uncommitted = 0;
  #unansweredPings = 0;

  constructor({ socket, name, hasReceipts, grant, limits }: ConnectionOptions) {
    this.name = name;
    this.hasReceipts = hasReceipts;
    this.grant = grant;
    this.#socket = socket;
    this.#limits = limits;
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('pong', () => (this.#unansweredPings = 0));
  }

  send(frame: Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    // A snapshot may be larger than any limit, and is on its way because it was asked for.
    if (this.#socket.bufferedAmount > this.#limits.maxBufferedBytes + this.#largestAnswer) {
      this.close(closeCodes.slowConsumer, 'reads too slowly');
      return;
    }
    this.#socket.send(frame);
  }

  sendAnswer(frame: Uint8Array): void {
    this.send(frame);
    this.#largestAnswer = Math.max(this.#largestAnswer, frame.length);
  }

  beginCommit(bytes: number): void {
    this.#uncommitted += bytes;
    if (this.#uncommitted > this.#limits.maxUncommittedBytes) this.#socket.pause();
  }

  endCommit(bytes: number): void {
    this.#uncommitted -= bytes;
    if (this.#uncommitted <= this.#limits.maxUncommittedBytes && this.#socket.isPaused) this.#socket.resume();
  }

  /** Shows that the connection lives, and finds out whether the other side does. */
  keepAlive(): void {
    // While we do not read, we do not see its answers either.
    if (this.#socket.isPaused) this.#unansweredPings = 0;
    if (this.#unansweredPings >= MAX_UNANSWERED_PINGS) {
      this.terminate();
      return;
    }
    this.#unansweredPings += 1;
    this.send(keepAliveFrame);
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  close(code: CloseCode, reason: string): void {
    // The protocol allows 123 bytes of reason; ours are short, but may quote a client.
    this.#socket.close(code, reason.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 120));
  }

  /** Ends it without the closing handshake. */
  terminate(): void {
    this.#socket.terminate();
  }
}
