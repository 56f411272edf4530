import { decodeStateVector, type StateVector } from '../../cart/delivery.ts';
import type { OpId } from '../../cart/ids.ts';
import { ok, refuse, type Result } from '../../cart/result.ts';
import { checkStored } from './check-stored.ts';
import type { StoredCart } from './stored-cart.ts';

/** A cart that is not open, as this computer has it on its disk. */
export interface RestingCart {
  readonly ops: ReadonlyMap<OpId, unknown>;
  /** Those of them that the relay is not known to have. */
  readonly unsent: ReadonlyMap<OpId, unknown>;
}

/** Reads it from what is stored; a copy that cannot be read is refused, not empty. */
export function restingCart(stored: StoredCart): Result<RestingCart, 'unreadable'> {
  const checked = checkStored(stored.updates, stored.hasHeldOperations);
  if (!checked.ok) return refuse('unreadable', checked.reason);
  const durable = readDurable(stored.durable);
  const ops = new Map<OpId, unknown>();
  const unsent = new Map<OpId, unknown>();
  for (const { client, clock, key, value } of checked.structs) {
    ops.set(key as OpId, value);
    if (clock >= (durable.get(client) ?? 0)) unsent.set(key as OpId, value);
  }
  return ok({ ops, unsent });
}

/** Without a mark nothing is known to be with the relay. */
function readDurable(kept: unknown): StateVector {
  if (!(kept instanceof Uint8Array)) return new Map();
  try {
    return decodeStateVector(kept);
  } catch {
    return new Map(); // The mark is a hint: a damaged one is as good as none.
  }
}
