import type { LineId } from '../../cart/ids.ts';
import type { Op } from '../../cart/op.ts';
import { assertNever } from '../../cart/result.ts';
import type { Messages } from '../messages/en/index.ts';

/** Kinds of operations that are told from what they say alone, without what was there before. */
type PlainKind = 'remove' | 'clear' | 'note' | 'later' | 'title' | 'currency' | 'coupon' | 'uncoupon';

/** "noted on milk: “ripe”": what such an operation does, for after the name of whoever did it. */
export function opDeed(
  op: Extract<Op, { kind: PlainKind }>,
  productOf: (line: LineId) => string,
  texts: Messages['describe'],
): string {
  switch (op.kind) {
    case 'remove':
      return texts.removed(productOf(op.line));
    case 'clear':
      return texts.emptied;
    case 'note':
      return op.note === '' ? texts.tookNote(productOf(op.line)) : texts.noted(productOf(op.line), op.note);
    case 'later':
      return op.later ? texts.savedForLater(productOf(op.line)) : texts.putBack(productOf(op.line));
    case 'title':
      return op.title === '' ? texts.tookTitle : texts.named(op.title);
    case 'currency':
      return texts.choseCurrency(op.currency);
    case 'coupon':
      return texts.addedCode(op.code);
    case 'uncoupon':
      return texts.tookCode(op.code);
    default:
      return assertNever(op);
  }
}
