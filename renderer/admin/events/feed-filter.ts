import type { OpEvent } from '../../../protocol/events.ts';
import { changeKindOf, type ChangeKindId } from './change-kinds.ts';
import type { FeedDeed } from './feed-deeds.ts';

/** Which events are wanted; an empty text and `null` want all. */
export interface FeedFilter {
  /** Part of a cart's name. */
  readonly cart: string;
  /** Exactly who. */
  readonly person: string | null;
  readonly kind: ChangeKindId | null;
  /** Words of which each must be somewhere in it. */
  readonly text: string;
}

export const everything: FeedFilter = { cart: '', person: null, kind: null, text: '' };

export const isFiltering = ({ cart, person, kind, text }: FeedFilter): boolean =>
  cart.trim() !== '' || person !== null || kind !== null || text.trim() !== '';

/** Gives what tells wanted events from others. */
export function filterBy(
  filter: FeedFilter,
  deedOf: (event: OpEvent) => FeedDeed,
): (event: OpEvent) => boolean {
  const cart = filter.cart.trim().toLocaleLowerCase();
  const words = filter.text
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (event) => {
    if (cart !== '' && !event.cartId.toLocaleLowerCase().includes(cart)) return false;
    if (filter.kind !== null && changeKindOf(event.op.kind) !== filter.kind) return false;
    if (filter.person === null && words.length === 0) return true;
    const { by, searched } = deedOf(event);
    if (filter.person !== null && by !== filter.person) return false;
    return words.every((word) => searched.includes(word));
  };
}
