/**
 * The relays that pages may talk to: those that this instance has come to know, by their origins.
 *
 * None is ever taken away while it runs, so that what a page was told once still holds when it is read.
 */
export class RelayReach {
  #origins: ReadonlySet<string> = new Set();

  get origins(): ReadonlySet<string> {
    return this.#origins;
  }

  /** Adds the relays of these addresses; `null` is none. */
  add(relayUrls: Iterable<string | null>): void {
    const known = this.#origins;
    const origins = [...relayUrls].flatMap((relayUrl) => originOf(relayUrl) ?? []);
    if (origins.some((origin) => !known.has(origin))) this.#origins = new Set([...known, ...origins]);
  }
}

/** As in `wss://relay.example:8443`; `null` for no address, and for one that would be more than a word of a policy. */
export function originOf(relayUrl: string | null): string | null {
  const origin = relayUrl === null ? null : (URL.parse(relayUrl)?.origin ?? null);
  return origin !== null && /^wss?:\/\/[a-z0-9.:[\]_-]+$/.test(origin) ? origin : null;
}
