import type { LineId } from '../../cart/ids.ts';
import type { Op } from '../../cart/op.ts';
import { assertNever } from '../../cart/result.ts';

/** Kinds of operations that are told from what they say alone, without what was there before. */
type PlainKind = 'remove' | 'clear' | 'note' | 'later' | 'title' | 'currency' | 'coupon' | 'uncoupon';

/** "noted on milk: “ripe”": what such an operation does, for after the name of whoever did it. */
export function opDeed(op: Extract<Op, { kind: PlainKind }>, productOf: (line: LineId) => string): string {
  switch (op.kind) {
    case 'remove':
      return `removed ${productOf(op.line)}`;
    case 'clear':
      return 'emptied the cart';
    case 'note':
      return op.note === ''
        ? `took the note off ${productOf(op.line)}`
        : `noted on ${productOf(op.line)}: “${op.note}”`;
    case 'later':
      return op.later
        ? `saved ${productOf(op.line)} for later`
        : `put ${productOf(op.line)} back in the cart`;
    case 'title':
      return op.title === '' ? 'took the name off the cart' : `named the cart “${op.title}”`;
    case 'currency':
      return `chose ${op.currency} for the cart`;
    case 'coupon':
      return `added the code ${op.code}`;
    case 'uncoupon':
      return `took out the code ${op.code}`;
    default:
      return assertNever(op);
  }
}

/** How an operation is told that takes back another, or brings it back. */
export const takingBack = { undo: 'took back', redo: 'brought back' } as const;
