import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Clock } from '../../cart/hlc.ts';
import { closeCodes, type CloseCode } from '../../protocol/close-codes.ts';
import type { Limits } from '../../protocol/limits.ts';
import { keepAliveFrame } from '../../protocol/relay-frame.ts';
import type { Grant } from '../access/grant.ts';
import type { Guard } from '../limits/guard.ts';
import type { MessageMeter } from '../limits/message-meter.ts';
import type { Peer } from '../carts/peer.ts';
import type { Waiter } from '../limits/shared-bytes.ts';
import type { Timers } from '../timers.ts';

/** Pings that may go unanswered before the other side counts as dead. */
const MAX_UNANSWERED_PINGS = 2;

export interface ConnectionOptions {
  readonly socket: WebSocket;
  /** What the WebSocket runs on; written to directly for frames that are encoded once for many. */
  readonly stream: Duplex;
  readonly name: string;
  /** Where it comes from. */
  readonly address: string;
  readonly hasReceipts: boolean;
  readonly grant: Grant;
  readonly limits: Limits;
  readonly guard: Guard;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** What a connection may send within one turn of the event loop: about a millisecond's or two's work. */
const TURN_BYTES = 32 * 1024;
/** What a message costs beside its bytes, in bytes. */
const MESSAGE_COST = 256;

/** Why nothing is read from a connection; several may hold at once. */
const holds = { unstored: 1, allUnstored: 2, tooFast: 4, hadItsTurn: 8 } as const;
type Hold = (typeof holds)[keyof typeof holds];

/** A WebSocket as a peer: never sends more than is read, nor reads more than is stored, nor faster than is fair. */
export class Connection implements Peer, Waiter {
  readonly name: string;
  readonly hasReceipts: boolean;
  readonly grant: Grant;
  readonly address: string;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #limits: Limits;
  readonly #guard: Guard;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #meter: MessageMeter;
  #holds = 0;
  #turn = 0;
  #turnBytes = 0;
  #largestAnswer = 0;
  /** Bytes of answers that it has not taken yet. */
  #answering = 0;
  #uncommitted = 0;
  #unansweredPings = 0;

  constructor(options: ConnectionOptions) {
    const { socket, grant, guard } = options;
    this.name = options.name;
    this.address = options.address;
    this.hasReceipts = options.hasReceipts;
    this.grant = grant;
    this.#socket = socket;
    this.#stream = options.stream;
    this.#limits = options.limits;
    this.#guard = guard;
    this.#clock = options.clock;
    this.#timers = options.timers;
    this.#meter = guard.newMeter(grant.user);
    socket.on('pong', () => (this.#unansweredPings = 0));
    // Each is answered, and nobody has asked for it.
    socket.on('ping', (data) => this.count(data.length));
  }

  /** To be called when it has ended. */
  ended(): void {
    this.#guard.uncommitted.forget(this);
  }

  /** Resolves when it has ended, however it did. */
  closed(): Promise<void> {
    if (this.#socket.readyState === this.#socket.CLOSED) return Promise.resolve();
    return new Promise((resolve) => this.#socket.once('close', () => resolve()));
  }

  /** Bytes that it has not taken yet, beside answers. */
  get unsent(): number {
    return Math.max(0, this.#socket.bufferedAmount - this.#answering);
  }

  /**
   * Counts a message that it has sent; when they come too fast the next ones wait in the network.
   *
   * Node reads up to two megabytes from one socket before it turns to the next, which is long for whoever waits. So
   * a connection that has had its share of this turn of the event loop is left alone until the next.
   */
  count(bytes: number): void {
    const { turn } = this.#guard.turns;
    if (this.#turn !== turn) {
      this.#turn = turn;
      this.#turnBytes = 0;
    }
    this.#turnBytes += bytes + MESSAGE_COST;
    if (this.#turnBytes > TURN_BYTES && (this.#holds & holds.hadItsTurn) === 0) {
      this.#hold(holds.hadItsTurn);
      this.#guard.turns.onNext(() => this.#release(holds.hadItsTurn));
    }
    const { traffic } = this.#guard;
    traffic.messagesReceived += 1;
    traffic.bytesReceived += bytes;
    const wait = this.#meter.count(bytes, this.#clock());
    if (wait === 0 || (this.#holds & holds.tooFast) !== 0) return;
    this.#guard.incidents.limited(
      { peer: this.name, user: this.grant.user },
      'bytesPerSecond',
      'slowed down',
    );
    this.#hold(holds.tooFast);
    this.#timers.after(wait, () => this.#release(holds.tooFast));
  }

  /** False from the moment it is told to go. */
  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  send(frame: Uint8Array): void {
    if (!this.#canSend()) return;
    this.#countSent(frame);
    this.#socket.send(frame);
  }

  sendPacket(packet: Uint8Array): void {
    // There is neither compression nor a message in parts, so the WebSocket never holds bytes back that come first.
    if (packet.length === 0 || !this.#canSend()) return;
    this.#countSent(packet);
    this.#stream.write(packet);
  }

  sendAnswer(frame: Uint8Array): void {
    if (!this.#canSend()) return;
    this.#countSent(frame);
    const { answers } = this.#guard;
    answers.hold(frame);
    this.#answering += frame.length;
    this.#largestAnswer = Math.max(this.#largestAnswer, frame.length);
    this.#socket.send(frame, () => {
      answers.release(frame);
      this.#answering -= frame.length;
    });
  }

  beginCommit(bytes: number): void {
    this.#uncommitted += bytes;
    if (this.#uncommitted > this.#limits.maxUncommittedBytes) this.#hold(holds.unstored);
    if (!this.#guard.uncommitted.add(bytes, this)) this.#hold(holds.allUnstored);
  }

  endCommit(bytes: number): void {
    this.#uncommitted -= bytes;
    if (this.#uncommitted <= this.#limits.maxUncommittedBytes) this.#release(holds.unstored);
    this.#guard.uncommitted.remove(bytes);
  }

  #countSent({ length }: Uint8Array): void {
    const { traffic } = this.#guard;
    traffic.messagesSent += 1;
    traffic.bytesSent += length;
  }

  /** There is room in the log's queue again. */
  resume(): void {
    this.#release(holds.allUnstored);
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

  #hold(hold: Hold): void {
    this.#holds |= hold;
    this.#socket.pause();
  }

  #release(hold: Hold): void {
    if ((this.#holds & hold) === 0) return;
    this.#holds &= ~hold;
    if (this.#holds === 0) this.#socket.resume();
  }

  /** False when it is closed, or has just been closed because the other side does not keep up. */
  #canSend(): boolean {
    if (this.#socket.readyState !== this.#socket.OPEN) return false;
    // A snapshot may be larger than any limit, and is on its way because it was asked for.
    if (this.#socket.bufferedAmount <= this.#limits.maxBufferedBytes + this.#largestAnswer) return true;
    this.#guard.incidents.limited({ peer: this.name, user: this.grant.user }, 'maxBufferedBytes', 'cut off');
    this.close(closeCodes.slowConsumer, 'reads too slowly');
    return false;
  }

  close(code: CloseCode, reason: string): void {
    // The protocol allows 123 bytes of reason; ours are short, but may quote a client.
    this.#socket.close(code, reason.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 120));
    // Its goodbye has to be read; nothing else of it is.
    this.#socket.resume();
  }

  /** Ends it without the closing handshake. */
  terminate(): void {
    this.#socket.terminate();
  }
}
