import type { Logger } from 'pino';
import type { Clock } from '../../cart/hlc.ts';
import type { CartId, UserId } from '../../cart/ids.ts';
import { assertNever, reasonOf } from '../../cart/result.ts';
import { readClientFrame, type ClientFrame } from '../../protocol/client-frame.ts';
import { closeCodes, type CloseCode } from '../../protocol/close-codes.ts';
import { encodeDurable, encodeHello, encodeRefused, type Refusal } from '../../protocol/frames.ts';
import type { Limits } from '../../protocol/limits.ts';
import { syncStep1Frame, syncStep2Frame } from '../../protocol/relay-frame.ts';
import { admit, type Admission } from './admission.ts';
import { Attendance, type WatchedRate } from '../limits/attendance.ts';
import type { CartLedger } from './cart-ledger.ts';
import type { CrashPoints } from '../log/crash-points.ts';
import { ClientOwners } from './client-owners.ts';
import { CommitNews } from './commit-news.ts';
import { mayWrite } from '../access/grant.ts';
import type { GroupCommit, Submission, Submitter } from './group-commit.ts';
import type { Guard } from '../limits/guard.ts';
import type { Culprit } from '../limits/incidents.ts';
import type { Peer } from './peer.ts';
import { PresenceDesk } from './presence-desk.ts';
import { sourceOf } from '../limits/source-rates.ts';
import type { Timers } from '../timers.ts';
import type { RecoveryWindow, UpdateLog } from '../log/update-log.ts';

export interface RoomOptions {
  readonly log: Pick<UpdateLog, 'generation' | 'recovery'>;
  readonly commit: GroupCommit<Peer>;
  readonly guard: Guard;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly crashPoints: CrashPoints;
}

/** Bytes of an answer, or of presence, that count as one more message. */
const BYTES_PER_SYNC = 1024 * 1024;
const BYTES_PER_PRESENCE = 16 * 1024;

/** One cart and those connected to it: what each of them sends, and what each is told. */
export class Room implements Submitter<Peer> {
  readonly ledger: CartLedger;
  readonly #options: RoomOptions;
  /** With what is known of each; nothing is until it says something. */
  readonly #peers = new Map<Peer, Attendance | null>();
  readonly #owners: ClientOwners;
  /** Made when somebody first says something of itself: most carts are idle. */
  #desk: PresenceDesk<Peer> | null = null;

  /** The options are kept, so that all rooms can share them. */
  constructor(ledger: CartLedger, options: RoomOptions) {
    this.ledger = ledger;
    this.#options = options;
    this.#owners = new ClientOwners(ledger);
  }

  get cartId(): CartId {
    return this.ledger.cartId;
  }

  /** Whose a Yjs client is: the user who has written with it, or else was the first to be here with it. */
  ownerOf(client: number): UserId | null {
    return this.#owners.ownerOf(client) ?? this.#desk?.userOf(client) ?? null;
  }

  get peerCount(): number {
    return this.#peers.size;
  }

  join(peer: Peer): void {
    const { clock, log } = this.#options;
    this.#peers.set(peer, null);
    if (peer.hasReceipts) peer.send(encodeHello({ time: clock(), generation: log.generation }));
    this.#askForMissing(peer);
    if (peer.hasReceipts) peer.send(encodeDurable(this.ledger.stateVector));
    this.#desk?.greet(peer);
  }

  leave(peer: Peer): void {
    this.#peers.get(peer)?.end();
    this.#peers.delete(peer);
    this.#desk?.leave(peer);
  }

  /** Asks everybody for what they have and the log does not. */
  resync(): void {
    for (const peer of this.#peers.keys()) this.#askForMissing(peer);
  }

  /** Deals with one message. The bytes are kept until their operations are stored. */
  receive(peer: Peer, message: Uint8Array): void {
    let frame: ClientFrame;
    try {
      frame = readClientFrame(message);
    } catch (error) {
      this.#cutOff(peer, closeCodes.badFrame, reasonOf(error));
      return;
    }
    switch (frame.type) {
      case 'syncStep1':
        this.#answer(peer, frame.stateVector);
        break;
      case 'syncStep2':
        this.#attendance(peer).hasAnswered = true;
        this.#takeUpdate(peer, frame.update);
        break;
      case 'update':
        this.#takeUpdate(peer, frame.update);
        break;
      case 'awareness':
        this.#takePresence(peer, frame.update);
        break;
      case 'queryAwareness':
        if (this.#mayGoOn(peer, 'presencePerSecond', 1)) this.#desk?.tell(peer);
        break;
      default:
        assertNever(frame);
    }
  }

  committed(submissions: readonly Submission<Peer>[]): void {
    for (const { records } of submissions) this.ledger.settle(records);
    const { crashPoints } = this.#options;
    const news = new CommitNews(submissions);
    crashPoints.reach('beforeBroadcast');
    for (const peer of this.#peers.keys()) {
      peer.sendPacket(news.packetFor(peer));
      crashPoints.reach('duringBroadcast');
    }
    crashPoints.reach('afterBroadcast');
    for (const { author, bytes } of submissions) author.endCommit(bytes);
  }

  refused(submissions: readonly Submission<Peer>[], reason: string): void {
    this.ledger.rollBack();
    this.#owners.clear();
    if (this.ledger.opCount === 0) this.#options.guard.carts.undo();
    for (const author of new Set(submissions.map((submission) => submission.author))) {
      this.#refuse(author, notStored(reason));
    }
    for (const { author, bytes } of submissions) author.endCommit(bytes);
  }

  #answer(peer: Peer, stateVector: ReadonlyMap<number, number>): void {
    const { guard } = this.#options;
    const isShared = stateVector.size === 0 && this.ledger.hasSnapshotFrame;
    if (!isShared && !guard.answers.hasRoomFor(this.ledger.byteCount)) {
      guard.incidents.limited(this.#culprit(peer), 'maxBufferedBytesInAll', 'asked to come back');
      peer.close(closeCodes.slowConsumer, 'too many answers are not read yet');
      return;
    }
    const frame =
      stateVector.size === 0
        ? this.ledger.snapshotFrame
        : syncStep2Frame(this.ledger.differenceFrom(stateVector));
    if (!this.#mayGoOn(peer, 'syncsPerSecond', 1 + Math.floor(frame.length / BYTES_PER_SYNC))) return;
    peer.sendAnswer(frame);
  }

  #takeUpdate(peer: Peer, update: Uint8Array): void {
    if (!mayWrite(peer.grant)) {
      // A reader's client answers our sync step 1 as every client does, with nothing.
      if (!isEmpty(update)) this.#decline(peer, [{ code: 'forbidden', reason: 'a reader may not write' }]);
      return;
    }
    const { accepted, refusals, newClients, recovered } = this.#admit(peer, update);
    if (refusals.length > 0) this.#decline(peer, refusals);
    if (accepted.length === 0) return;
    const attendance = this.#attendance(peer);
    attendance.newClients += newClients;
    attendance.progressed();
    if (recovered > 0) {
      const { logger } = this.#options;
      logger.info({ ...this.#culprit(peer), ops: recovered }, 'recovered operations of others');
    }
    // Their operations are views on it, so it stays in memory as a whole.
    const bytes = update.length;
    peer.beginCommit(bytes);
    this.#options.commit.submit(this, { records: accepted, author: peer, bytes });
  }

  #admit(peer: Peer, update: Uint8Array): Admission {
    const { clock, limits, guard, log } = this.#options;
    const { user } = peer.grant;
    const isNewCart = this.ledger.opCount === 0 && !isEmpty(update);
    const limit = isNewCart ? guard.carts.begin(sourceOf(user, peer.address ?? '127.0.0.1')) : null;
    if (limit !== null) {
      guard.incidents.limited(this.#culprit(peer), limit, 'a new cart was refused');
      return nothing({ code: 'quota', reason: 'no further cart can be begun for now' });
    }
    const now = clock();
    const admission = admit(update, this.ledger, {
      now,
      limits,
      user,
      owners: this,
      maxNewClients: limits.maxClientsPerConnection - this.#attendance(peer).newClients,
      recovery: isOver(log.recovery, now - limits.recoveryMs) ? null : log.recovery,
    });
    if (isNewCart && admission.accepted.length === 0) guard.carts.undo();
    return admission;
  }

  #takePresence(peer: Peer, update: Uint8Array): void {
    if (!this.#mayGoOn(peer, 'presencePerSecond', 1 + Math.floor(update.length / BYTES_PER_PRESENCE))) return;
    const offence = this.#presence.receive(peer, update, this.#attendance(peer).hasAnswered);
    if (offence !== null) this.#cutOff(peer, offence.code, offence.reason);
  }

  #askForMissing(peer: Peer): void {
    peer.send(syncStep1Frame(this.ledger.stateVector));
  }

  /** Says what was not accepted; asks for what can help, or ends it with whoever goes on like this. */
  #decline(peer: Peer, refusals: readonly Refusal[]): void {
    const { commit, guard, clock, timers } = this.#options;
    const attendance = this.#attendance(peer);
    for (const refusal of refusals) {
      const { code, reason } = refusal;
      guard.incidents.refused(this.#culprit(peer), code, reason, attendance.isFirst(code));
      // What follows an operation that could not be stored looks like a gap, and is asked for on recovery.
      this.#refuse(peer, code === 'gap' && commit.fault !== null ? notStored(commit.fault) : refusal);
    }
    const now = clock();
    if (commit.fault === null && refusals.some(({ code }) => code === 'gap' || code === 'clock')) {
      attendance.askAgain(() => this.#askForMissing(peer), now, timers);
    }
    const offence = refusals.find(isOffence);
    if (!offence || attendance.forgives(now)) return;
    guard.incidents.limited(this.#culprit(peer), 'maxOffences', `cut off after ${offence.code}`);
    const isForbidden = offence.code === 'forbidden';
    peer.close(isForbidden ? closeCodes.forbidden : closeCodes.badFrame, offence.reason);
  }

  #refuse(peer: Peer, refusal: Refusal): void {
    if (peer.hasReceipts) peer.send(encodeRefused(refusal));
  }

  #mayGoOn(peer: Peer, rate: WatchedRate, cost: number): boolean {
    const { clock, guard } = this.#options;
    if (this.#attendance(peer).mayGoOn(rate, cost, clock())) return true;
    guard.incidents.limited(this.#culprit(peer), rate, 'cut off');
    peer.close(closeCodes.tooFast, 'too many requests');
    return false;
  }

  #cutOff(peer: Peer, code: CloseCode, reason: string): void {
    this.#options.guard.incidents.cutOff(this.#culprit(peer), code, reason);
    peer.close(code, reason);
  }

  get #presence(): PresenceDesk<Peer> {
    const { limits, timers } = this.#options;
    const writerOf = (client: number) => this.#owners.ownerOf(client);
    return (this.#desk ??= new PresenceDesk({ peers: this.#peers, writerOf, limits, timers }));
  }

  #attendance(peer: Peer): Attendance {
    let attendance = this.#peers.get(peer);
    if (!attendance) {
      attendance = new Attendance(this.#options.limits);
      // A message that was on its way when its sender left counts for nothing later.
      if (this.#peers.has(peer)) this.#peers.set(peer, attendance);
    }
    return attendance;
  }

  #culprit({ name, grant }: Peer): Culprit {
    return { peer: name, user: grant.user, cartId: this.cartId };
  }
}

/** Whoever sends these over and over is no honest client: they are refused whenever they come. */
const isOffence = ({ code }: Refusal): boolean =>
  code === 'malformed' || code === 'conflict' || code === 'forbidden';

const isEmpty = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0;

const isOver = (recovery: RecoveryWindow | null, moment: number): boolean =>
  recovery !== null && recovery.until < moment;

const nothing = (refusal: Refusal): Admission => ({
  accepted: [],
  refusals: [refusal],
  newClients: 0,
  recovered: 0,
});

const notStored = (reason: string): Refusal => ({ code: 'storage', reason: `not stored: ${reason}` });
