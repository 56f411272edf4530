import type * as Y from 'yjs';
import type { StateVector } from '../../cart/delivery.ts';
import { isTimestamp, millisecondsOf } from '../../cart/hlc.ts';
import type { OpId } from '../../cart/ids.ts';
import { OPS } from '../../cart/replica.ts';

/** What is on this computer and not known to be on the relay. */
export interface Unsent {
  readonly ops: ReadonlyMap<OpId, unknown>;
  /** When the first of it was done, in milliseconds since 1970; `null` when there is none. */
  readonly since: number | null;
}

export function unsentOf(doc: Y.Doc, durable: StateVector): Unsent {
  const ops = new Map<OpId, unknown>();
  let since: number | null = null;
  const map = doc.getMap(OPS);
  for (const [key, item] of map._map) {
    if (item.id.clock < (durable.get(item.id.client) ?? 0)) continue;
    const op = map.get(key);
    ops.set(key as OpId, op);
    const at = typeof op === 'object' && op !== null && 'at' in op && isTimestamp(op.at) ? op.at : null;
    if (at !== null) since = Math.min(since ?? Infinity, millisecondsOf(at));
  }
  return { ops, since };
}
