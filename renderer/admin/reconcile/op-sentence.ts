import type { OpId } from '../../../cart/ids.ts';
import { parseOp } from '../../../cart/op.ts';
import { capitalise } from '../../shared/names.ts';
import { readDeed } from '../parts/read-deed.ts';

/** What an operation says, as in "Ana added 2 × Milk at €1.29"; also of what only claims to be one. */
export function opSentence(id: OpId, op: unknown): string {
  const { by, text } = readDeed(parseOp(id, op), { productOf: () => undefined, deedOf: () => undefined });
  return by === null ? capitalise(text) : `${by} ${text}`;
}
