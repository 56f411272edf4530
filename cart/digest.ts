import type { OpId } from './ids.ts';
import { canonicalJson, type Json } from './json.ts';
import { compareText } from './place.ts';

/**
 * The text whose SHA-256, in hex, is a cart's `digest`: canonical JSON of `[[id, op], …]` sorted by id.
 *
 * Two copies of a cart hold the same operations exactly when their digests are equal. Hashing is left to
 * the caller, since each world has its own.
 */
export const digestText = (ops: Iterable<readonly [OpId, unknown]>): string =>
  joinOpTexts(sortById(ops).map(([id, op]) => opText(id, op)));

/** The part of it that one operation is. */
export const opText = (id: OpId, op: unknown): string => canonicalJson([id, op as Json]);

/** The whole of it from its parts, sorted by id. */
export const joinOpTexts = (texts: readonly string[]): string => `[${texts.join(',')}]`;

/** Operations as the raw views list them: `{id, ...op}`, sorted by id. A field `id` of an operation's own gives way. */
export function opsById(
  ops: Iterable<readonly [OpId, unknown]>,
): readonly ({ readonly id: OpId } & object)[] {
  return sortById(ops).map(([id, op]) => Object.assign({ id }, op, { id }));
}

const sortById = (ops: Iterable<readonly [OpId, unknown]>) => [...ops].sort(([a], [b]) => compareText(a, b));
