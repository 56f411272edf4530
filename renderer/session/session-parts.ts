import * as Y from 'yjs';
import { Awareness } from 'y-protocols/awareness';
import { Replica } from '../../cart/replica.ts';
import type { WindowSetup } from '../../protocol/ipc.ts';
import { DurableMemory } from './durable-memory.ts';
import type { Loaded } from './load-cart.ts';
import { OpStore } from './op-store.ts';
import { RelayLink } from '../../protocol/relay-link.ts';
import { StoreMemory } from './store-memory.ts';

/** What a session is made of, once its cart has been read. */
export interface SessionParts {
  readonly replica: Replica;
  readonly store: OpStore;
  readonly loaded: Loaded;
  readonly awareness: Awareness;
  /** `null` without a relay, and for a cart that could not be read. */
  readonly link: RelayLink | null;
  readonly relayMemory: DurableMemory | null;
}

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** Reads the cart and prepares its connection; `onChange` is called when disk or relay have news. */
export async function makeParts(
  { user, relayUrl, cartId }: WindowSetup,
  onChange: () => void,
): Promise<SessionParts> {
  const doc = new Y.Doc();
  // First to follow the document: what goes to the network has been handed to the disk before.
  const name = `trolley/${cartId}`;
  const memory = new StoreMemory(localStorage, name);
  const store = new OpStore({ doc, indexedDB, name, memory, onChange });
  const loaded = await store.load();
  const awareness = new Awareness(doc);
  const replica = new Replica(doc, { user, clock: Date.now, randomBytes });
  if (!loaded.ok || relayUrl === null) {
    return { replica, store, loaded, awareness, link: null, relayMemory: null };
  }
  const relayMemory = new DurableMemory(store, relayUrl);
  const durable = await relayMemory.recall();
  const link = new RelayLink({ doc, awareness, relayUrl, cartId, durable, clock: Date.now, onChange });
  return { replica, store, loaded, awareness, link, relayMemory };
}
