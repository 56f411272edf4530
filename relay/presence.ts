import { GONE, type PresenceEntry } from './presence-update.ts';

/** What is remembered of those who left, so that their echoes do not bring them back. */
const MAX_DEPARTED = 1_000;

/**
 * Who is at a cart, and through which connection.
 *
 * A y-websocket client sends on what it hears of others. Such an echo never says more than the relay has
 * told it, so only an entry with a higher clock is news. The exception is a client that comes back with
 * the clock it left with, and speaks before it can have heard anything.
 */
export class Presence<Peer> {
  readonly #present = new Map<number, { readonly entry: PresenceEntry; readonly owner: Peer }>();
  readonly #departed = new Map<number, number>();

  /** Everybody present. */
  get entries(): readonly PresenceEntry[] {
    return [...this.#present.values()].map(({ entry }) => entry);
  }

  countOf(peer: Peer): number {
    let count = 0;
    for (const { owner } of this.#present.values()) if (owner === peer) count += 1;
    return count;
  }

  /** Whether an entry is the client's own word and not an echo. */
  isNews(peer: Peer, { client, clock, state }: PresenceEntry, hasHeardOthers: boolean): boolean {
    const known = this.#present.get(client);
    if (!known) {
      return state !== GONE && (!hasHeardOthers || clock > (this.#departed.get(client) ?? -1));
    }
    if (clock !== known.entry.clock) return clock > known.entry.clock;
    return known.owner === peer ? state === GONE : state !== GONE && !hasHeardOthers;
  }

  /** Takes in an entry that is news. */
  take(owner: Peer, entry: PresenceEntry): void {
    if (entry.state === GONE) this.#forget(entry);
    else {
      this.#departed.delete(entry.client);
      this.#present.set(entry.client, { entry, owner });
    }
  }

  /** Forgets who came through a connection that has ended; gives what to tell the others. */
  leave(peer: Peer): readonly PresenceEntry[] {
    const gone = [...this.#present.values()]
      .filter(({ owner }) => owner === peer)
      .map(({ entry }) => ({ ...entry, state: GONE }));
    for (const entry of gone) this.#forget(entry);
    return gone;
  }

  #forget({ client, clock }: PresenceEntry): void {
    this.#present.delete(client);
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
