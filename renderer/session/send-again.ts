import * as Y from 'yjs';
import { mergeStateVectors, stateVectorOf, type StateVector } from '../../cart/delivery.ts';
import { HybridClock, isTimestamp } from '../../cart/hlc.ts';
import { OPS } from '../../cart/replica.ts';
import { restamp, type RestampedSession } from '../../cart/restamp.ts';
import type { SessionParts } from './session-parts.ts';
import { unsentOf } from './unsent.ts';

/** What is to take the place of everything that others lack. */
export interface Replacement {
  readonly updates: readonly Uint8Array[];
  /** What the others have, and `updates`. */
  readonly covered: StateVector;
}

/**
 * What others lack of a cart, as if it were done now: for what was done under a wrong clock. `null` when it cannot be
 * done anew without changing what it means.
 */
export function doneAnew({ replica, clock }: SessionParts, durable: StateVector): Replacement | null {
  const unsent = unsentOf(replica.doc, durable).ops;
  const hybrid = new HybridClock(clock.now);
  for (const [id, op] of replica.fold.ops) {
    const at = typeof op === 'object' && op !== null && 'at' in op ? op.at : null;
    if (!unsent.has(id) && isTimestamp(at)) hybrid.observe(at);
  }
  const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const sessions = restamp(unsent, { user: replica.user, clock: hybrid, randomBytes });
  if (sessions === null) return null;
  const docs = sessions.map(docOf);
  return {
    updates: docs.map((doc) => Y.encodeStateAsUpdate(doc)),
    covered: docs.map(stateVectorOf).reduce(mergeStateVectors, durable),
  };
}

/** A session writes under one Yjs client. */
function docOf(session: RestampedSession): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const [id, op] of session) doc.getMap(OPS).set(id, op);
  });
  return doc;
}
