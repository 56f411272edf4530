import * as Y from 'yjs';
import { Awareness } from 'y-protocols/awareness';
import { Replica } from '../../cart/replica.ts';
import type { CartSetup, WindowSetup } from '../../protocol/ipc.ts';
import { RelayClock } from '../../protocol/relay-clock.ts';
import { RelayLink } from '../../protocol/relay-link.ts';
import { databaseNameOf } from './database-name.ts';
import { DurableMemory } from './durable-memory.ts';
import type { Loaded } from './load-cart.ts';
import { OpStore } from './op-store.ts';
import { PacedSocket } from './paced-socket.ts';
import { writerOf } from './session-access.ts';
import { rememberSteps } from './step-memory.ts';
import { StoreMemory } from './store-memory.ts';

/** What a session is made of, once its cart has been read. */
export interface SessionParts {
  /** The time for everything that others see. */
  readonly clock: RelayClock;
  readonly replica: Replica;
  readonly store: OpStore;
  readonly loaded: Loaded;
  readonly awareness: Awareness;
  /** `null` without a relay, and for a cart that could not be read. */
  readonly link: RelayLink | null;
  readonly relayMemory: DurableMemory | null;
}

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/**
 * Reads the cart and prepares its connection, to be let in by the token that has been asked for; `onChange` is called
 * when disk or relay have news.
 */
export async function makeParts(
  setup: Pick<WindowSetup, 'user' | 'windowId'>,
  { relayUrl, cartId, access }: CartSetup,
  asked: Promise<string | null>,
  onChange: () => void,
): Promise<SessionParts> {
  const doc = new Y.Doc();
  // First to follow the document: what goes to the network has been handed to the disk before.
  const name = databaseNameOf(cartId);
  const memory = new StoreMemory(localStorage, name);
  const store = new OpStore({ doc, indexedDB, name, memory, onChange });
  const [loaded, token] = await Promise.all([store.load(), asked]);
  const awareness = new Awareness(doc);
  const clock = new RelayClock(Date.now);
  const replica = new Replica(doc, { user: writerOf(access, setup), clock: clock.now, randomBytes });
  if (loaded.ok) await rememberSteps(store, replica, setup.windowId);
  const parts = { clock, replica, store, loaded, awareness };
  if (!loaded.ok || relayUrl === null) return { ...parts, link: null, relayMemory: null };
  const relayMemory = new DurableMemory(store, relayUrl);
  const durable = await relayMemory.recall();
  const link = new RelayLink({
    ...{ doc, awareness, relayUrl, cartId, durable, clock, token, onChange },
    webSocket: PacedSocket,
  });
  return { ...parts, link, relayMemory };
}
