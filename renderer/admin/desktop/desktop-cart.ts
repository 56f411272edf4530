import { opsById } from '../../../cart/digest.ts';
import { ok, type Result } from '../../../cart/result.ts';
import type { DesktopCart } from '../../../protocol/admin/bridge.ts';
import type { RawOp } from '../../../protocol/http.ts';
import { restingCart } from '../../session/resting-cart.ts';
import type { StoredCart } from '../../session/stored-cart.ts';

/** A cart of what is stored of it; `null` if that is nothing. A copy that cannot be read is refused, not empty. */
export function desktopCart(stored: StoredCart): Result<DesktopCart | null, 'unreadable'> {
  const read = restingCart(stored);
  if (!read.ok) return read;
  const { ops, unsent } = read.value;
  if (ops.size === 0) return ok(null);
  return ok({ ops: opsById(ops) as readonly RawOp[], pending: unsent.size, refused: [] });
}
