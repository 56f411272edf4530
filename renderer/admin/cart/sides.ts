import type { CartSides } from '../../../protocol/admin/carts.ts';
import type { RawOp } from '../../../protocol/http.ts';

/** The three places a cart is in, in the order of the columns. */
export const sideNames = ['desktop', 'relay', 'database'] as const;
export type SideName = (typeof sideNames)[number];
export type BySide<T> = Readonly<Record<SideName, T>>;

export const sideWords: BySide<string> = {
  desktop: 'This desktop',
  relay: 'Relay',
  database: 'Database',
};

/** For within a sentence. */
export const sideInSentence: BySide<string> = {
  desktop: 'this desktop',
  relay: 'the relay',
  database: 'the database',
};

export const bySide = <T>(value: (name: SideName) => T): BySide<T> => ({
  desktop: value('desktop'),
  relay: value('relay'),
  database: value('database'),
});

/**
 * Operations of each side that was read; `null` for one that has no such cart or cannot be read.
 *
 * Sides of one digest have the same operations, so they share the relay's and need not be compared.
 */
export const opsBySide = (sides: CartSides): BySide<readonly RawOp[] | null> =>
  bySide((name) => {
    const { relay, [name]: side } = sides;
    if (side.status !== 'read') return null;
    return relay.status === 'read' && relay.digest === side.digest ? relay.ops : side.ops;
  });
