import type { CartId, OpId } from '../../../cart/ids.ts';
import { capitalise } from '../../cart/names.ts';
import { FeedDeeds } from '../events/feed-deeds.ts';

/** What an operation says, as in "Ana added 2 × Milk at €1.29"; also of what only claims to be one. */
export function opSentence(cartId: CartId, id: OpId, op: unknown): string {
  const event = { position: 0, cartId, id, op: op as { kind: string }, storedAt: '' };
  const { by, text } = new FeedDeeds().of(event);
  return by === null ? capitalise(text) : `${by} ${text}`;
}
