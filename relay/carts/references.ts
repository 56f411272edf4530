import { opId, splitOpId, type OpId, type Sid } from '../../cart/ids.ts';
import type { Op } from '../../cart/op.ts';
import type { VersionVector } from '../../cart/version-vector.ts';

/** An operation that another one names; a version vector names the latest it has seen of each session. */
export interface Reference {
  readonly sid: Sid;
  readonly n: number;
}

/** What a cart has of each session. */
export interface KnownOps {
  hasOpId(id: OpId): boolean;
  session(sid: Sid): { readonly count: number } | null;
}

/** Whether every operation that this one names is there. */
export function hasAllReferences(op: Op, known: KnownOps): boolean {
  const target = targetOf(op);
  if (target !== null && !known.hasOpId(target)) return false;
  const seen = seenOf(op);
  if (seen === null) return true;
  for (const sid in seen) {
    if ((known.session(sid as Sid)?.count ?? 0) < (seen[sid as Sid] ?? 0)) return false;
  }
  return true;
}

/** Every operation that this one names. */
export function referencesOf(op: Op): readonly Reference[] {
  const target = targetOf(op);
  const seen = Object.entries(seenOf(op) ?? {}).map(([sid, n]) => ({ sid: sid as Sid, n }));
  return target === null ? seen : [splitOpId(target), ...seen];
}

export const isThere = ({ sid, n }: Reference, known: KnownOps): boolean =>
  (known.session(sid)?.count ?? 0) >= n;

export const nameOf = ({ sid, n }: Reference): OpId => opId(sid, n);

/** The operation it is about. */
function targetOf(op: Op): OpId | null {
  switch (op.kind) {
    case 'inc':
    case 'set':
    case 'remove':
    case 'price':
    case 'note':
    case 'later':
    case 'place':
      return op.line;
    case 'undo':
    case 'redo':
      return op.of;
    case 'add':
    case 'clear':
    case 'title':
    case 'currency':
    case 'coupon':
    case 'uncoupon':
      return null;
  }
}

/** The operations that it may cancel. Other kinds may have a field of that name, which means nothing. */
function seenOf(op: Op): VersionVector | null {
  const { kind } = op;
  return kind === 'set' || kind === 'remove' || kind === 'clear' || kind === 'redo' ? op.seen : null;
}
