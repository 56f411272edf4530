import { isCartId, type CartId } from '../cart/ids.ts';

/** Where a cart is to be had: what a link to it says. */
export interface JoinLink {
  /** Without the cart's name, as in `wss://relay.example/sync`. */
  readonly relayUrl: string;
  readonly cartId: CartId;
}

/** The scheme of links that open Trolley. */
export const LINK_SCHEME = 'trolley';

/** `trolley://join/<relay, percent-encoded>/<cart>`. A link says where, and never lets anybody in: no token is in it. */
export const joinLinkOf = ({ relayUrl, cartId }: JoinLink): string =>
  `${LINK_SCHEME}://join/${encodeURIComponent(relayUrl)}/${cartId}`;

/** Reads such a link; `null` for anything else. */
export function readJoinLink(text: string): JoinLink | null {
  const match = /^trolley:\/\/join\/([^/]+)\/([^/]+)\/?$/i.exec(text.trim());
  const [relay, cart] = (match ?? []).slice(1).map(decoded);
  return isRelayUrl(relay) && isCartId(cart) ? { relayUrl: relay, cartId: cart } : null;
}

/**
 * A WebSocket address with a host, perhaps a port and a path, and nothing else: tokens do not travel in addresses,
 * so one with a name, a password, a query or a fragment in it is a mistake. Nor is there anything in its host that
 * would end a word of a content policy.
 */
export const isRelayUrl = (text: unknown): text is string =>
  typeof text === 'string' && text.length <= MAX_RELAY_URL && relayUrlPattern.test(text);

const MAX_RELAY_URL = 512;
const relayUrlPattern =
  /^wss?:\/\/(?:\[[0-9a-f:.]+\]|[^\s/?#@:[\];,'"*\\]+)(?::[0-9]{1,5})?(?:\/[^\s?#]*)?$/i;

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
