import type { Logger } from 'pino';
import type { Clock } from '../cart/hlc.ts';
import type { CartId } from '../cart/ids.ts';
import { assertNever } from '../cart/result.ts';
import { readClientFrame, type ClientFrame } from '../protocol/client-frame.ts';
import { closeCodes } from '../protocol/close-codes.ts';
import { encodeDurable, encodeRefused, type Refusal } from '../protocol/frames.ts';
import { encodeLedgerUpdate, gatherRuns } from '../protocol/ledger-update.ts';
import type { Limits } from '../protocol/limits.ts';
import { awarenessFrame, syncStep1Frame, syncStep2Frame, updateFrame } from '../protocol/relay-frame.ts';
import { admit } from './admission.ts';
import type { CartLedger } from './cart-ledger.ts';
import type { GroupCommit, Submission, Submitter } from './group-commit.ts';
import type { Peer } from './peer.ts';
import { Presence } from './presence.ts';
import { encodePresence, readPresence, type PresenceEntry } from './presence-update.ts';
import { durableMarks } from './receipts.ts';

export interface RoomOptions {
  readonly ledger: CartLedger;
  readonly commit: GroupCommit<Peer>;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly logger: Logger;
}

/** One cart and those connected to it: what each of them sends, and what each is told. */
export class Room implements Submitter<Peer> {
  readonly ledger: CartLedger;
  readonly #options: RoomOptions;
  readonly #peers = new Set<Peer>();
  /** Those that have answered our sync step 1, and so have read what was sent before it. */
  readonly #answered = new WeakSet<Peer>();
  readonly #presence = new Presence<Peer>();

  constructor(options: RoomOptions) {
    this.ledger = options.ledger;
    this.#options = options;
  }

  get cartId(): CartId {
    return this.ledger.cartId;
  }

  get peerCount(): number {
    return this.#peers.size;
  }

  join(peer: Peer): void {
    this.#peers.add(peer);
    this.#askForMissing(peer);
    if (peer.hasReceipts) peer.send(encodeDurable(this.ledger.stateVector));
    if (this.#presence.entries.length > 0) this.#tellPresence([peer], this.#presence.entries);
  }

  leave(peer: Peer): void {
    this.#peers.delete(peer);
    const gone = this.#presence.leave(peer);
    if (gone.length > 0) this.#tellPresence(this.#peers, gone);
  }

  /** Asks everybody for what they have and the log does not. */
  resync(): void {
    for (const peer of this.#peers) this.#askForMissing(peer);
  }

  /** Deals with one message. The bytes are kept until their operations are stored. */
  receive(peer: Peer, message: Uint8Array): void {
    let frame: ClientFrame;
    try {
      frame = readClientFrame(message);
    } catch (error) {
      this.#reject(peer, error);
      return;
    }
    switch (frame.type) {
      case 'syncStep1':
        peer.sendAnswer(syncStep2Frame(this.#missingFrom(frame.stateVector)));
        break;
      case 'syncStep2':
        this.#answered.add(peer);
        this.#takeUpdate(peer, frame.update);
        break;
      case 'update':
        this.#takeUpdate(peer, frame.update);
        break;
      case 'awareness':
        this.#takePresence(peer, frame.update);
        break;
      case 'queryAwareness':
        this.#tellPresence([peer], this.#presence.entries);
        break;
      default:
        assertNever(frame);
    }
  }

  committed(submissions: readonly Submission<Peer>[]): void {
    const records = submissions.flatMap((submission) => submission.records);
    this.ledger.settle(records);
    const marks = encodeDurable(durableMarks(records));
    const authors = new Set(submissions.map(({ author }) => author));
    const news = updateFrame(encodeLedgerUpdate(gatherRuns(records)));
    for (const peer of this.#peers) {
      if (!authors.has(peer)) peer.send(news);
      else if (authors.size > 1) this.#tellNewsOfOthers(peer, submissions);
      if (peer.hasReceipts) peer.send(marks);
    }
    endCommits(submissions);
  }

  refused(submissions: readonly Submission<Peer>[], reason: string): void {
    this.ledger.rollBack();
    for (const author of new Set(submissions.map((submission) => submission.author))) {
      this.#refuse(author, notStored(reason));
    }
    endCommits(submissions);
  }

  #missingFrom(stateVector: ReadonlyMap<number, number>): Uint8Array {
    return stateVector.size === 0 ? this.ledger.snapshot : this.ledger.differenceFrom(stateVector);
  }

  #takeUpdate(peer: Peer, update: Uint8Array): void {
    const { clock, limits, commit } = this.#options;
    const { accepted, refusals } = admit(update, this.ledger, {
      now: clock(),
      maxOpBytes: limits.maxOpBytes,
    });
    for (const refusal of refusals) this.#decline(peer, refusal);
    if (commit.fault === null && refusals.some(({ code }) => code === 'gap')) this.#askForMissing(peer);
    if (accepted.length === 0) return;
    const submission = { records: accepted, author: peer };
    peer.beginCommit(sizeOf(submission));
    commit.submit(this, submission);
  }

  #takePresence(peer: Peer, update: Uint8Array): void {
    const { maxPresenceBytes, maxPresencesPerConnection } = this.#options.limits;
    let news: readonly PresenceEntry[];
    try {
      const hasHeardOthers = this.#answered.has(peer);
      news = readPresence(update).filter((entry) => this.#presence.isNews(peer, entry, hasHeardOthers));
      // Clients parse what they are sent, and an unmodified one ends when that fails.
      for (const { state } of news) JSON.parse(state);
    } catch (error) {
      this.#reject(peer, error);
      return;
    }
    if (news.some(({ state }) => state.length > maxPresenceBytes)) {
      peer.close(closeCodes.tooLarge, 'presence is too large');
      return;
    }
    for (const entry of news) this.#presence.take(peer, entry);
    if (this.#presence.countOf(peer) > maxPresencesPerConnection) {
      peer.close(closeCodes.tooLarge, 'too many clients on one connection');
      return;
    }
    if (news.length > 0) this.#tellPresence(others(this.#peers, peer), news);
  }

  #tellPresence(peers: Iterable<Peer>, entries: readonly PresenceEntry[]): void {
    const frame = awarenessFrame(encodePresence(entries));
    for (const peer of peers) peer.send(frame);
  }

  #tellNewsOfOthers(peer: Peer, submissions: readonly Submission<Peer>[]): void {
    const records = submissions
      .filter(({ author }) => author !== peer)
      .flatMap((submission) => submission.records);
    peer.send(updateFrame(encodeLedgerUpdate(gatherRuns(records))));
  }

  #askForMissing(peer: Peer): void {
    peer.send(syncStep1Frame(this.ledger.stateVector));
  }

  #decline(peer: Peer, refusal: Refusal): void {
    const { commit, logger } = this.#options;
    const isGap = refusal.code === 'gap';
    logger[isGap ? 'debug' : 'warn']({ cartId: this.cartId, peer: peer.name, ...refusal }, 'refused');
    // What follows an operation that could not be stored looks like a gap, and is asked for on recovery.
    this.#refuse(peer, isGap && commit.fault !== null ? notStored(commit.fault) : refusal);
  }

  #refuse(peer: Peer, refusal: Refusal): void {
    if (peer.hasReceipts) peer.send(encodeRefused(refusal));
  }

  #reject(peer: Peer, error: unknown): void {
    peer.close(closeCodes.badFrame, error instanceof Error ? error.message : String(error));
  }
}

const notStored = (reason: string): Refusal => ({ code: 'storage', reason: `not stored: ${reason}` });

const sizeOf = ({ records }: Submission<Peer>): number =>
  records.reduce((sum, { bytes }) => sum + bytes.length, 0);

function endCommits(submissions: readonly Submission<Peer>[]): void {
  for (const submission of submissions) submission.author.endCommit(sizeOf(submission));
}

function* others(peers: Iterable<Peer>, except: Peer): Iterable<Peer> {
  for (const peer of peers) if (peer !== except) yield peer;
}
