import { createHash } from 'node:crypto';
import { opText } from '../../cart/digest.ts';
import type { OpId } from '../../cart/ids.ts';
import type { Hash } from '../../protocol/hash.ts';

export const sha256 = (...parts: readonly (string | Uint8Array)[]): Hash => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** Hash of one operation under its id: of the same text that a cart's digest is made of. */
export const opHash = (id: OpId, op: unknown): Hash => sha256(opText(id, op));

/** Of operations already hashed, in the order given: the same as `trolley.root_of` computes. */
export function hashOfHashes(ops: Iterable<readonly [OpId, Hash]>): Hash {
  const hash = createHash('sha256');
  for (const [id, value] of ops) hash.update(id).update(value, 'hex');
  return hash.digest('hex');
}
