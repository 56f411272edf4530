import type { TrolleyBridge } from '../../protocol/ipc.ts';
import { cartOfName } from '../session/database-name.ts';

/**
 * Puts carts into the profile's list that are on this computer's disk and not in it: the list was damaged, or there
 * was none yet when they were made. They are on the profile's own server, if on any.
 */
export async function adoptCarts(
  bridge: Pick<TrolleyBridge, 'listCarts' | 'getSettings' | 'addCart'>,
  databases: readonly IDBDatabaseInfo[],
): Promise<void> {
  const known = new Set((await bridge.listCarts()).map(({ cartId }) => cartId));
  const found = databases.flatMap(({ name }) => cartOfName(name ?? '') ?? []);
  const missing = found.filter((cartId) => !known.has(cartId));
  if (missing.length === 0) return;
  const { relayUrl } = await bridge.getSettings();
  for (const cartId of missing) await bridge.addCart({ cartId, relayUrl });
}
