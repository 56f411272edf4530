import { reasonOf } from '../../cart/result.ts';
import type { UserId } from '../../cart/ids.ts';
import { whyNotJson } from '../../cart/json.ts';
import { closeCodes, type CloseCode } from '../../protocol/close-codes.ts';
import { MalformedBytes } from '../../protocol/byte-reader.ts';
import type { Limits } from '../../protocol/limits.ts';
import { awarenessFrame } from '../../protocol/relay-frame.ts';
import type { Grant } from '../access/grant.ts';
import { Presence } from './presence.ts';
import { encodePresence, GONE, readPresence, type IsNews, type PresenceEntry } from './presence-update.ts';
import type { Timers } from '../timers.ts';

/** Most presence frames that one cart sends in a second, to all its connections together. */
const FRAMES_PER_SECOND = 2_000;

/** Client ids of which it is remembered who was there with them. */
const MAX_REMEMBERED = 10_000;

/** What presence needs of a connection. */
export interface PresencePeer {
  readonly grant: Pick<Grant, 'user'>;
  send(frame: Uint8Array): void;
}

export interface PresenceDeskOptions<Peer> {
  /** Everybody at the cart. */
  readonly peers: Pick<ReadonlyMap<Peer, unknown>, 'keys' | 'size'>;
  /** The user whose operations a Yjs client has written; `null` if none, or nobody is known by name. */
  readonly writerOf: (client: number) => UserId | null;
  readonly limits: Pick<Limits, 'maxPresenceBytes' | 'maxPresencesPerConnection' | 'presenceMs'>;
  readonly timers: Pick<Timers, 'after'>;
}

/** Why a connection cannot go on. */
export interface PresenceOffence {
  readonly code: CloseCode;
  readonly reason: string;
}

/**
 * Takes in what those at a cart say of themselves, and passes it on.
 *
 * What is said within a moment is passed on together, of each client only the latest: with n people at a cart
 * each of whom moves once a second, n frames leave for each tick and not n² for each second.
 *
 * Where people have names, a state says the name that its connection has, whatever the client claims.
 */
export class PresenceDesk<Peer extends PresencePeer> {
  readonly #options: PresenceDeskOptions<Peer>;
  readonly #presence = new Presence<Peer>(isSameUser);
  /** What has changed since the last frame, and through which connection. */
  readonly #news = new Map<number, { readonly entry: PresenceEntry; readonly from: Peer }>();
  /** Whose each client id is that has been here, the latest last. */
  readonly #users = new Map<number, UserId>();
  #everybody: Uint8Array | null = null;
  #isTicking = false;

  constructor(options: PresenceDeskOptions<Peer>) {
    this.#options = options;
  }

  /** Tells who is here, if anybody is. */
  greet(peer: Peer): void {
    if (this.#presence.size > 0) this.tell(peer);
  }

  /** Tells who is here. */
  tell(peer: Peer): void {
    this.#everybody ??= awarenessFrame(encodePresence(this.#presence.entries));
    peer.send(this.#everybody);
  }

  /**
   * The user who is, or was, here with that client id; `null` if none was.
   *
   * Everybody can read it as soon as its document is open: nobody else may be the first to write with it.
   */
  userOf(client: number): UserId | null {
    return this.#users.get(client) ?? null;
  }

  /** Takes in an awareness update; says what is wrong with it, in which case nothing of it is taken. */
  receive(peer: Peer, update: Uint8Array, hasHeardOthers: boolean): PresenceOffence | null {
    const { maxPresenceBytes, maxPresencesPerConnection } = this.#options.limits;
    const news: PresenceEntry[] = [];
    // Each may leave and be followed by another; what is beyond that is not read.
    let left = 2 * maxPresencesPerConnection;
    const isNews: IsNews = (client, clock, isGone) =>
      this.#isNews(peer, client, clock, isGone, hasHeardOthers) && left-- > 0;
    try {
      for (const entry of readPresence(update, isNews)) {
        if (entry.state.length > maxPresenceBytes) return tooLarge('presence is too large');
        news.push({ ...entry, state: stamp(entry.state, peer.grant.user) });
      }
    } catch (error) {
      return { code: closeCodes.badFrame, reason: reasonOf(error) };
    }
    for (const entry of news) this.#take(peer, entry, hasHeardOthers);
    const isTooMany = left < 0 || this.#presence.countOf(peer) > maxPresencesPerConnection;
    return isTooMany ? tooLarge('too many clients on one connection') : null;
  }

  /** A connection has ended, and with it those who came through it. */
  leave(peer: Peer): void {
    for (const entry of this.#presence.leave(peer)) this.#announce(peer, entry);
  }

  /** Nobody appears under the id of a document in which somebody else writes. */
  #mayClaim(peer: Peer, client: number): boolean {
    if (peer.grant.user === null || this.#presence.ownerOf(client) === peer) return true;
    const owner = this.#options.writerOf(client) ?? this.userOf(client);
    return owner === null || owner === peer.grant.user;
  }

  #remember(client: number, user: UserId | null): void {
    if (user === null) return;
    this.#users.delete(client);
    this.#users.set(client, user);
    if (this.#users.size > MAX_REMEMBERED) {
      for (const oldest of this.#users.keys()) {
        this.#users.delete(oldest);
        break;
      }
    }
  }

  #isNews(peer: Peer, client: number, clock: number, isGone: boolean, hasHeardOthers: boolean): boolean {
    return this.#presence.isNews(peer, client, clock, isGone, hasHeardOthers) && this.#mayClaim(peer, client);
  }

  #take(peer: Peer, entry: PresenceEntry, hasHeardOthers: boolean): void {
    // One message may name a client twice.
    if (!this.#presence.isNews(peer, entry.client, entry.clock, entry.state === GONE, hasHeardOthers)) return;
    this.#presence.take(peer, entry);
    this.#remember(entry.client, peer.grant.user);
    this.#announce(peer, entry);
  }

  #announce(from: Peer, entry: PresenceEntry): void {
    this.#everybody = null;
    this.#news.set(entry.client, { entry, from });
    if (this.#isTicking) return;
    this.#isTicking = true;
    this.#options.timers.after(this.#tickMs(), () => this.#tick());
  }

  #tickMs(): number {
    const { limits, peers } = this.#options;
    return Math.max(limits.presenceMs, (peers.size * 1000) / FRAMES_PER_SECOND);
  }

  #tick(): void {
    this.#isTicking = false;
    const news = [...this.#news.values()];
    this.#news.clear();
    const [first] = news;
    if (!first) return;
    const frame = awarenessFrame(encodePresence(news.map(({ entry }) => entry)));
    const onlyAuthor = news.every(({ from }) => from === first.from) ? first.from : null;
    for (const peer of this.#options.peers.keys()) if (peer !== onlyAuthor) peer.send(frame);
  }
}

const isSameUser = (a: PresencePeer, b: PresencePeer): boolean =>
  a.grant.user !== null && a.grant.user === b.grant.user;

const tooLarge = (reason: string): PresenceOffence => ({ code: closeCodes.tooLarge, reason });

/**
 * The state with the user's name in it, if there is one. Throws `MalformedBytes` on what is not plain JSON:
 * clients parse what they are sent, and an unmodified one ends when that fails.
 */
function stamp(state: string, user: UserId | null): string {
  if (state === GONE) return state;
  const value: unknown = JSON.parse(state);
  const fault = whyNotJson(value);
  if (fault !== null) throw new MalformedBytes(`presence: ${fault}`);
  if (user === null) return state;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return JSON.stringify(isObject ? { ...value, user } : { user });
}
