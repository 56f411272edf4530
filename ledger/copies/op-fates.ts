import { Fold } from '../../cart/fold.ts';
import { fateOf, type Fate } from '../../cart/history.ts';
import type { OpId } from '../../cart/ids.ts';
import type { CartCopy } from './cart-copy.ts';

/** What became of one operation. */
export interface OpFate {
  readonly id: OpId;
  /** `ignored` is of a kind this version does not know, or malformed. */
  readonly status: Fate['status'] | 'ignored';
  /** The operations that took it out of the count; none if it is in it. */
  readonly by: readonly OpId[];
}

/** What became of every operation of a cart, each once, sorted by id. */
export function opFates({ ops }: CartCopy): readonly OpFate[] {
  const fold = new Fold();
  for (const { id, op } of ops.values()) fold.apply(id, op);
  return [...ops.keys()].map((id) => {
    const entry = fold.entries.get(id);
    if (!entry) return { id, status: 'ignored', by: [] };
    const fate = fateOf(entry, fold);
    return { id, status: fate.status, by: 'by' in fate ? [fate.by].flat() : [] };
  });
}
