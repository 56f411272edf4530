import * as decoding from 'lib0/decoding';
import type { CloseCode } from '../../protocol/close-codes.ts';
import { decodeRefused, frameTypes, type Refusal } from '../../protocol/frames.ts';
import { updateFrame } from '../../protocol/relay-frame.ts';
import type { Grant } from '../access/grant.ts';
import type { Peer } from '../carts/peer.ts';
import type { Room } from '../carts/room.ts';

export interface WritingPeerOptions {
  readonly name: string;
  readonly grant: Grant;
  readonly room: Room;
  /** Told at once, before whoever waits for it, that nothing of what is on its way will be stored. */
  readonly onRefusal: () => void;
}

/** What the room makes of an update at once: whether any of it is on its way, and why not all of it is. */
interface Verdict {
  hasBegun: boolean;
  refusal: Refusal | null;
}

/**
 * Somebody in this process who writes to a room without being at it: hears of nothing but what became of that.
 */
export class WritingPeer implements Peer {
  readonly hasReceipts = true;
  readonly #options: WritingPeerOptions;
  /** Whoever waits for the log, in the order of their updates. */
  readonly #waiting: ((refusal: Refusal | null) => void)[] = [];
  /** While the room judges an update. */
  #verdict: Verdict | null = null;
  /** Why what is on its way will not be stored. */
  #refusal: Refusal | null = null;

  constructor(options: WritingPeerOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  get grant(): Grant {
    return this.#options.grant;
  }

  /** Hands in an update; resolves with `null` when all of it is durable, else with why it was refused. */
  write(update: Uint8Array): Promise<Refusal | null> {
    const verdict: Verdict = { hasBegun: false, refusal: null };
    this.#verdict = verdict;
    this.#options.room.receive(this, updateFrame(update));
    this.#verdict = null;
    const { hasBegun, refusal } = verdict;
    if (!hasBegun) return Promise.resolve(refusal ?? { code: 'malformed', reason: 'nothing to store' });
    return new Promise((resolve) => this.#waiting.push((later) => resolve(refusal ?? later)));
  }

  send(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    if (decoding.readVarUint(decoder) === frameTypes.refused) this.#fail(decodeRefused(decoder));
  }

  sendPacket(): void {
    // Not at the room.
  }

  sendAnswer(): void {
    // Never asks.
  }

  beginCommit(): void {
    if (this.#verdict) this.#verdict.hasBegun = true;
  }

  endCommit(): void {
    this.#waiting.shift()?.(this.#refusal);
    if (this.#waiting.length === 0) this.#refusal = null;
  }

  close(_code: CloseCode, reason: string): void {
    this.#fail({ code: 'malformed', reason });
  }

  #fail(refusal: Refusal): void {
    if (this.#verdict) this.#verdict.refusal = refusal;
    else this.#refusal = refusal;
    this.#options.onRefusal();
  }
}
