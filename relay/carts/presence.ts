import { GONE, type PresenceEntry } from './presence-update.ts';

/** What is remembered of those who left, so that their echoes do not bring them back. */
const MAX_DEPARTED = 1_000;

interface Present<Peer> {
  readonly entry: PresenceEntry;
  readonly owner: Peer;
}

/**
 * Who is at a cart, and through which connection.
 *
 * A client id belongs to the connection that first spoke for it, for as long as that lives; only another
 * connection of the same user may take it over, as after a network that broke unnoticed.
 *
 * A y-websocket client sends on what it hears of others. Such an echo never says more than the relay has
 * told it, so only an entry with a higher clock is news. The exception is a client that comes back with
 * the clock it left with, and speaks before it can have heard anything.
 */
export class Presence<Peer> {
  readonly #isSameUser: (a: Peer, b: Peer) => boolean;
  readonly #present = new Map<number, Present<Peer>>();
  readonly #clientsOf = new Map<Peer, Set<number>>();
  readonly #departed = new Map<number, number>();

  constructor(isSameUser: (a: Peer, b: Peer) => boolean) {
    this.#isSameUser = isSameUser;
  }

  /** Everybody present. */
  get entries(): readonly PresenceEntry[] {
    return [...this.#present.values()].map(({ entry }) => entry);
  }

  get size(): number {
    return this.#present.size;
  }

  countOf(peer: Peer): number {
    return this.#clientsOf.get(peer)?.size ?? 0;
  }

  /** The connection that speaks for a client; `null` while none does. */
  ownerOf(client: number): Peer | null {
    return this.#present.get(client)?.owner ?? null;
  }

  /** Whether an entry is the client's own word and not an echo, nor somebody else's. */
  isNews(peer: Peer, client: number, clock: number, isGone: boolean, hasHeardOthers: boolean): boolean {
    const known = this.#present.get(client);
    if (!known) {
      return !isGone && (!hasHeardOthers || clock > (this.#departed.get(client) ?? -1));
    }
    if (known.owner !== peer && !this.#isSameUser(known.owner, peer)) return false;
    if (clock !== known.entry.clock) return clock > known.entry.clock;
    return known.owner === peer ? isGone : !isGone && !hasHeardOthers;
  }

  /** Takes in an entry that is news. */
  take(owner: Peer, entry: PresenceEntry): void {
    this.#forget(entry.client);
    if (entry.state === GONE) this.#rememberGone(entry);
    else {
      this.#departed.delete(entry.client);
      this.#present.set(entry.client, { entry, owner });
      const clients = this.#clientsOf.get(owner);
      if (clients) clients.add(entry.client);
      else this.#clientsOf.set(owner, new Set([entry.client]));
    }
  }

  /** Forgets who came through a connection that has ended; gives what to tell the others. */
  leave(peer: Peer): readonly PresenceEntry[] {
    const gone: PresenceEntry[] = [];
    for (const client of [...(this.#clientsOf.get(peer) ?? [])]) {
      const present = this.#present.get(client);
      if (present) gone.push({ ...present.entry, state: GONE });
      this.#forget(client);
    }
    for (const entry of gone) this.#rememberGone(entry);
    return gone;
  }

  #forget(client: number): void {
    const known = this.#present.get(client);
    if (!known) return;
    this.#present.delete(client);
    const clients = this.#clientsOf.get(known.owner);
    clients?.delete(client);
    if (clients?.size === 0) this.#clientsOf.delete(known.owner);
  }

  #rememberGone({ client, clock }: PresenceEntry): void {
    this.#departed.delete(client);
    this.#departed.set(client, clock);
    if (this.#departed.size > MAX_DEPARTED) {
      for (const oldest of this.#departed.keys()) {
        this.#departed.delete(oldest);
        break;
      }
    }
  }
}
