import type { OpId } from './ids.ts';
import { canonicalJson, type Json } from './json.ts';

/**
 * The text whose SHA-256, in hex, is a cart's `digest`: canonical JSON of `[[id, op], …]` sorted by id.
 *
 * Two copies of a cart hold the same operations exactly when their digests are equal. Hashing is left to
 * the caller, since each world has its own.
 */
export function digestText(ops: Iterable<readonly [OpId, unknown]>): string {
  const sorted = [...ops].sort(([a], [b]) => (a < b ? -1 : 1));
  return `[${sorted.map(([id, op]) => canonicalJson([id, op as Json])).join(',')}]`;
}
