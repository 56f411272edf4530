import { decodeStateVector, type StateVector } from '../../../cart/delivery.ts';
import { opsById } from '../../../cart/digest.ts';
import type { OpId } from '../../../cart/ids.ts';
import { ok, refuse, type Result } from '../../../cart/result.ts';
import type { DesktopCart } from '../../../protocol/admin/bridge.ts';
import type { RawOp } from '../../../protocol/http.ts';
import { checkStored } from '../../session/check-stored.ts';
import type { StoredCart } from './desktop-disk.ts';

/** A cart of what is stored of it; `null` if that is nothing. A copy that cannot be read is refused, not empty. */
export function desktopCart(stored: StoredCart): Result<DesktopCart | null, 'unreadable'> {
  const checked = checkStored(stored.updates, stored.hasHeldOperations);
  if (!checked.ok) return refuse('unreadable', checked.reason);
  const durable = readDurable(stored.durable);
  const ops = new Map<OpId, unknown>();
  const pending = new Set<OpId>();
  for (const { client, clock, key, value } of checked.structs) {
    ops.set(key as OpId, value);
    if (clock >= (durable.get(client) ?? 0)) pending.add(key as OpId);
  }
  if (ops.size === 0) return ok(null);
  return ok({ ops: opsById(ops) as readonly RawOp[], pending: pending.size, refused: [] });
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
