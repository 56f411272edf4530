import type { CartId } from '../../cart/ids.ts';
import { databaseNameOf } from './database-name.ts';

/**
 * Who has a cart open, over all windows of a profile.
 *
 * Whoever writes to a cart's database holds its lock together with the others; to delete it, nobody else may. A
 * window that has it open would only write it anew.
 */
export function holdCart(locks: LockManager, cartId: CartId): () => void {
  const end = new AbortController();
  const held = new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve()));
  void locks.request(databaseNameOf(cartId), { mode: 'shared' }, () => held);
  return () => end.abort();
}

/** Runs something while nobody has the cart open; gives `null`, and does not run it, when somebody has. */
export const whileNobodyHolds = <T>(
  locks: LockManager,
  cartId: CartId,
  run: () => Promise<T>,
): Promise<T | null> =>
  locks.request(databaseNameOf(cartId), { ifAvailable: true }, (lock) => (lock ? run() : null));
