import type { Replica } from '../../cart/replica.ts';
import type { OpStore } from './op-store.ts';

/**
 * Lets a window go on with the steps that it could take back when it was last closed, or died, and keeps them from
 * now on, together with the operations that they are made of.
 */
export async function rememberSteps(store: OpStore, replica: Replica, windowId: string): Promise<void> {
  const key = `steps ${windowId}`;
  try {
    replica.resumeSteps(await store.read(key));
  } catch {
    // The cart itself was read; without its steps there is nothing to take back, and nothing is lost.
  }
  store.keepAlong(key, () => replica.steps);
}
