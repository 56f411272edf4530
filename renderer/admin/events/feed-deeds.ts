import type { CartId, LineId, OpId, UserId } from '../../../cart/ids.ts';
import { parseOp, type Op } from '../../../cart/op.ts';
import { assertNever } from '../../../cart/result.ts';
import type { OpEvent } from '../../../protocol/events.ts';
import { numberText } from '../../cart/counting.ts';
import { priceTermsText } from './price-terms-text.ts';

/** An operation as an operator reads it. */
export interface Deed {
  /** `null` if the operation does not say who. */
  readonly by: UserId | null;
  /** "added 3 × Milk at €1.29", for after the name. */
  readonly text: string;
  /** In lower case, all that a search looks at. */
  readonly searched: string;
}

/** How many operations, and how many products by their lines, are remembered for telling of later ones. */
const REMEMBERED = { deeds: 12_000, products: 50_000 };

/** A product that was added before anything that was seen. */
const SOMETHING = 'something added earlier';

/**
 * What the events of a feed say in plain words.
 *
 * An event names the line it concerns and not the product, so those seen are remembered, up to a number.
 */
export class FeedDeeds {
  readonly #deeds = new Map<string, Deed>();
  readonly #products = new Map<string, string>();
  #people: readonly UserId[] = [];

  /** Everybody who did something so far, sorted. */
  get people(): readonly UserId[] {
    return this.#people;
  }

  /** Takes note of events, in their order. */
  take(events: readonly OpEvent[]): void {
    for (const event of events) {
      const key = keyOf(event.cartId, event.id);
      const parsed = parseOp(event.id, event.op);
      if (parsed.status === 'known' && parsed.op.kind === 'add')
        this.#products.set(key, parsed.op.product.name);
      const deed = this.#read(event, parsed);
      this.#deeds.set(key, deed);
      if (deed.by !== null && !this.#people.includes(deed.by))
        this.#people = [...this.#people, deed.by].sort();
    }
    forgetOldest(this.#deeds, REMEMBERED.deeds);
    forgetOldest(this.#products, REMEMBERED.products);
  }

  /** Reads the event anew if it was forgotten. */
  of(event: OpEvent): Deed {
    return this.#deeds.get(keyOf(event.cartId, event.id)) ?? this.#read(event, parseOp(event.id, event.op));
  }

  #read(event: OpEvent, parsed: ReturnType<typeof parseOp>): Deed {
    const by = parsed.status === 'malformed' ? null : parsed.op.by;
    const text =
      parsed.status === 'known'
        ? this.#deedOf(event.cartId, parsed.op)
        : parsed.status === 'unknown'
          ? `did what this version does not know: “${parsed.op.kind}”`
          : `wrote what cannot be read: ${parsed.reason}`;
    const searched = `${by ?? ''} ${text} ${event.cartId} ${JSON.stringify(event)}`.toLocaleLowerCase();
    return { by, text, searched };
  }

  #deedOf(cartId: CartId, op: Op): string {
    const product = (line: LineId) => this.#products.get(keyOf(cartId, line)) ?? SOMETHING;
    switch (op.kind) {
      case 'add':
        return `added ${numberText(op.qty)} × ${op.product.name}${atPrice(op.price)}`;
      case 'inc':
        return op.delta > 0
          ? `added ${numberText(op.delta)} more × ${product(op.line)}`
          : `took ${numberText(-op.delta)} × ${product(op.line)} out`;
      case 'set':
        return `set ${product(op.line)} to ${numberText(op.qty)}`;
      case 'remove':
        return `removed ${product(op.line)}`;
      case 'clear':
        return 'emptied the cart';
      case 'price':
        return `changed the price of ${product(op.line)} to ${priceTermsText(op.price)}`;
      case 'note':
        return op.note === ''
          ? `took the note off ${product(op.line)}`
          : `noted on ${product(op.line)}: “${op.note}”`;
      case 'later':
        return op.later ? `saved ${product(op.line)} for later` : `put ${product(op.line)} back in the cart`;
      case 'place':
        return `moved ${product(op.line)} in the list`;
      case 'title':
        return op.title === '' ? 'took the name off the cart' : `named the cart “${op.title}”`;
      case 'currency':
        return `chose ${op.currency} for the cart`;
      case 'coupon':
        return `added the code ${op.code}`;
      case 'uncoupon':
        return `took out the code ${op.code}`;
      case 'undo':
      case 'redo':
        return this.#redoText(cartId, op.kind, op.of);
      default:
        return assertNever(op);
    }
  }

  #redoText(cartId: CartId, kind: 'undo' | 'redo', of: OpId): string {
    const verb = kind === 'undo' ? 'took back' : 'brought back';
    const target = this.#deeds.get(keyOf(cartId, of));
    return `${verb}: ${target ? target.text : 'a step from earlier'}`;
  }
}

const atPrice = (price: Parameters<typeof priceTermsText>[0]): string =>
  price.amount === 0 && price.was === undefined ? '' : ` at ${priceTermsText(price)}`;

const keyOf = (cartId: CartId, id: OpId): string => `${cartId}/${id}`;

function forgetOldest(memory: Map<string, unknown>, kept: number): void {
  for (const key of memory.keys()) {
    if (memory.size <= kept) return;
    memory.delete(key);
  }
}
