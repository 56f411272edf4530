import type { LineId, OpId, UserId } from '../../../cart/ids.ts';
import type { Op, ParsedOp, Price } from '../../../cart/op.ts';
import { assertNever } from '../../../cart/result.ts';
import { describe } from '../../messages/en/describe.ts';
import { numberText } from '../../shared/counting.ts';
import { opDeed } from '../../shared/op-deed.ts';
import { priceTermsText } from './price-terms-text.ts';

/** An operation as an operator reads it. */
export interface Deed {
  /** `null` if the operation does not say who. */
  readonly by: UserId | null;
  /** "added 3 × Milk at €1.29", for after the name. */
  readonly text: string;
}

/** What is known of the operations that one may refer to. */
export interface KnownBefore {
  readonly productOf: (line: LineId) => string | undefined;
  readonly deedOf: (id: OpId) => Deed | undefined;
}

/** A product that was added before anything that was seen. */
const SOMETHING = 'something added earlier';

/** What a parsed operation says in plain words; also of what only claims to be one. */
export function readDeed(parsed: ParsedOp, known: KnownBefore): Deed {
  switch (parsed.status) {
    case 'known':
      return { by: parsed.op.by, text: deedText(parsed.op, known) };
    case 'unknown':
      return { by: parsed.op.by, text: `did what this version does not know: “${parsed.op.kind}”` };
    case 'malformed':
      return { by: null, text: `wrote what cannot be read: ${parsed.reason}` };
    default:
      return assertNever(parsed);
  }
}

function deedText(op: Op, { productOf, deedOf }: KnownBefore): string {
  const product = (line: LineId) => productOf(line) ?? SOMETHING;
  switch (op.kind) {
    case 'add':
      return `added ${numberText(op.qty)} × ${op.product.name}${atPrice(op.price)}`;
    case 'inc':
      return op.delta > 0
        ? `added ${numberText(op.delta)} more × ${product(op.line)}`
        : `took ${numberText(-op.delta)} × ${product(op.line)} out`;
    case 'set':
      return `set ${product(op.line)} to ${numberText(op.qty)}`;
    case 'price':
      return `changed the price of ${product(op.line)} to ${priceTermsText(op.price)}`;
    case 'place':
      return `moved ${product(op.line)} in the list`;
    case 'undo':
    case 'redo':
      return `${describe.takingBack[op.kind]}: ${deedOf(op.of)?.text ?? 'a step from earlier'}`;
    case 'remove':
    case 'clear':
    case 'note':
    case 'later':
    case 'title':
    case 'currency':
    case 'coupon':
    case 'uncoupon':
      return opDeed(op, product, describe);
    default:
      return assertNever(op);
  }
}

const atPrice = (price: Price): string =>
  price.amount === 0 && price.was === undefined ? '' : ` at ${priceTermsText(price)}`;
