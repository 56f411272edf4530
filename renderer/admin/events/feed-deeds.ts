import type { CartId, OpId, UserId } from '../../../cart/ids.ts';
import { parseOp, type ParsedOp } from '../../../cart/op.ts';
import type { OpEvent } from '../../../protocol/events.ts';
import { readDeed, type Deed } from '../parts/read-deed.ts';

/** An event of the feed as an operator reads it. */
export interface FeedDeed extends Deed {
  /** In lower case, all that a search looks at. */
  readonly searched: string;
}

/** How many operations, and how many products by their lines, are remembered for telling of later ones. */
const REMEMBERED = { deeds: 12_000, products: 50_000 };

/**
 * What the events of a feed say in plain words.
 *
 * An event names the line it concerns and not the product, so those seen are remembered, up to a number.
 */
export class FeedDeeds {
  readonly #deeds = new Map<string, FeedDeed>();
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
  of(event: OpEvent): FeedDeed {
    return this.#deeds.get(keyOf(event.cartId, event.id)) ?? this.#read(event, parseOp(event.id, event.op));
  }

  #read(event: OpEvent, parsed: ParsedOp): FeedDeed {
    const { cartId } = event;
    const deed = readDeed(parsed, {
      productOf: (line) => this.#products.get(keyOf(cartId, line)),
      deedOf: (id) => this.#deeds.get(keyOf(cartId, id)),
    });
    const searched = `${deed.by ?? ''} ${deed.text} ${cartId} ${JSON.stringify(event)}`.toLocaleLowerCase();
    return { ...deed, searched };
  }
}

const keyOf = (cartId: CartId, id: OpId): string => `${cartId}/${id}`;

function forgetOldest(memory: Map<string, unknown>, kept: number): void {
  for (const key of memory.keys()) {
    if (memory.size <= kept) return;
    memory.delete(key);
  }
}
