import type { CartId } from '../../cart/ids.ts';
import type { CartRecord } from '../../protocol/library.ts';
import { foldText } from '../shared/fold-text.ts';

/** The parts of the list of carts. */
export const drawers = ['carts', 'templates', 'archived', 'trashed'] as const;
export type Drawer = (typeof drawers)[number];

function drawerOf({ shelf, isTemplate }: CartRecord): Drawer {
  if (shelf !== 'active') return shelf;
  return isTemplate ? 'templates' : 'carts';
}

/** What a cart is called; a name that it has only on the server is not known yet. */
export const nameOfCart = ({ figures, cartId }: CartRecord): string =>
  figures === null || figures.title === '' ? cartId : figures.title;

/** When it was last in use here, or changed. Milliseconds since 1970. */
const lastUseOf = ({ openedAt, figures }: CartRecord): number => Math.max(openedAt, figures?.changedAt ?? 0);

/** The carts that were somewhere else before and are in the trash now. */
export function trashedSince(before: readonly CartRecord[], carts: readonly CartRecord[]): readonly CartId[] {
  const elsewhere = new Set(before.filter(({ shelf }) => shelf !== 'trashed').map(({ cartId }) => cartId));
  return carts
    .filter(({ cartId, shelf }) => shelf === 'trashed' && elsewhere.has(cartId))
    .map(({ cartId }) => cartId);
}

/** How many carts of each part are found by that search. */
export function countCarts(carts: readonly CartRecord[], search: string): Readonly<Record<Drawer, number>> {
  const counts = { carts: 0, templates: 0, archived: 0, trashed: 0 };
  const parts = partsOf(search);
  for (const cart of carts) if (rankOf(cart, parts) !== null) counts[drawerOf(cart)] += 1;
  return counts;
}

/**
 * The carts of one part that are found by a search, in their names or codes: those whose names begin with it
 * first, and among equals the ones last used.
 */
export function findCarts(
  carts: readonly CartRecord[],
  drawer: Drawer,
  search: string,
): readonly CartRecord[] {
  const parts = partsOf(search);
  return carts
    .map((cart) => ({ cart, rank: drawerOf(cart) === drawer ? rankOf(cart, parts) : null }))
    .filter((found): found is { cart: CartRecord; rank: number } => found.rank !== null)
    .sort((a, b) => a.rank - b.rank || lastUseOf(b.cart) - lastUseOf(a.cart))
    .map(({ cart }) => cart);
}

const partsOf = (search: string): readonly string[] =>
  foldText(search)
    .split(/\s+/)
    .filter((part) => part !== '');

/** 0 when the name begins with what is searched, 1 when it has all of it; `null` when it has not. */
function rankOf(cart: CartRecord, parts: readonly string[]): number | null {
  if (parts.length === 0) return 0;
  const name = foldText(nameOfCart(cart));
  const text = `${name} ${foldText(cart.cartId)}`;
  if (!parts.every((part) => text.includes(part))) return null;
  return name.startsWith(parts[0] ?? '') ? 0 : 1;
}
