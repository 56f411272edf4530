import { isCartId, type CartId } from '../../cart/ids.ts';
import { readJoinLink, type JoinLink } from '../../protocol/join-link.ts';
import type { CartRecord } from '../../protocol/library.ts';
import { readCartCode } from './new-cart-id.ts';

/** What somebody pasted or typed to join a cart. */
export type Invitation =
  | { readonly kind: 'nothing' }
  /** Neither a link nor a code. */
  | { readonly kind: 'unreadable' }
  /** A code says which cart and not where. */
  | { readonly kind: 'code'; readonly cartId: CartId }
  | { readonly kind: 'link'; readonly link: JoinLink };

/** Reads a link, or the code of a cart: ours however it is typed, or a name somebody gave it. */
export function readInvitation(text: string): Invitation {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'nothing' };
  const link = readJoinLink(trimmed);
  if (link) return { kind: 'link', link };
  const cartId = readCartCode(trimmed) ?? trimmed;
  return isCartId(cartId) ? { kind: 'code', cartId } : { kind: 'unreadable' };
}

/** How a cart that is to be joined stands to the carts that are here. */
export type Standing =
  | { readonly kind: 'new' }
  /** It is here, from that server. */
  | { readonly kind: 'here'; readonly cart: CartRecord }
  /** Another cart of that name is here: from another server, or from none. The two are not to be mixed. */
  | { readonly kind: 'taken'; readonly cart: CartRecord };

export function standingOf({ cartId, relayUrl }: JoinLink, carts: readonly CartRecord[]): Standing {
  const cart = carts.find((candidate) => candidate.cartId === cartId);
  if (!cart) return { kind: 'new' };
  return { kind: cart.relayUrl === relayUrl ? 'here' : 'taken', cart };
}
