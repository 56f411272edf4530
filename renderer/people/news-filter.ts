import { millisecondsOf } from '../../cart/hlc.ts';
import type { Op } from '../../cart/op.ts';
import type { CartSession } from '../session/cart-session.svelte.ts';

/**
 * Tells from now on whether what somebody else did can be news.
 *
 * A cart that is joined comes in whole: what was in it before is nothing that has just happened. In a cart of
 * which something is here already everything that comes in is news, whenever it was done.
 */
export function newsFilter(session: Pick<CartSession, 'fold' | 'now'>): (op: Op) => boolean {
  const begin = session.fold.arrivals.length === 0 ? session.now() : 0;
  return ({ at }) => millisecondsOf(at) >= begin;
}
