import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addLine, setLater, setPrice, type Command } from '../../cart/commands.ts';
import type { OpId, UserId } from '../../cart/ids.ts';
import type { Price } from '../../cart/op.ts';
import { Replica } from '../../cart/replica.ts';
import { allRows, viewCart, type CartView } from '../../cart/view.ts';
import { movedPrices, moveOfRow, sumOfMoves } from './moved-prices.ts';

const NOW = 1_000_000;
const euros = (amount: number, sale: Partial<Price> = {}): Price => ({ amount, currency: 'EUR', ...sale });

const totalOf = (view: CartView): bigint =>
  view.rows.reduce((sum, { unitAmount, qty }) => sum + BigInt(unitAmount) * BigInt(qty), 0n);

/** A cart with one line of each price, whose products are called 0, 1, 2 … */
function cartOf(lines: readonly { price: Price; qty: number; isLater?: boolean }[]) {
  const replica = new Replica(new Y.Doc(), {
    ...{ user: 'Ana' as UserId, clock: () => NOW },
    randomBytes: (length) => new Uint8Array(length).fill(7),
  });
  const { fold } = replica;
  const perform = (command: Command): readonly OpId[] => {
    const result = replica.perform(command);
    if (!result.ok) throw new Error(result.refusal.message);
    return result.value;
  };
  for (const [n, { price, qty, isLater }] of lines.entries()) {
    const [lineId] = perform(addLine(fold, { id: String(n), name: `thing ${n}` }, price, qty));
    if (isLater) perform(setLater(fold, [lineId as OpId], true));
  }
  const view = () => viewCart(fold, NOW);
  const moved = (now: readonly (Price | null)[]) =>
    movedPrices(allRows(view()), (id) => ({ price: now[Number(id)] ?? null }), NOW);
  return { perform, fold, view, moved };
}

describe('movedPrices', () => {
  it('finds what went up and what went down, and nothing else', () => {
    const { moved } = cartOf([
      { price: euros(129), qty: 3 },
      { price: euros(200), qty: 1 },
      { price: euros(100), qty: 1 },
      { price: euros(100), qty: 1 },
      { price: euros(100), qty: 1 },
    ]);
    const now = [euros(149), euros(180), euros(100), null, { amount: 1, currency: 'USD' } as const];
    expect(moved(now).map((move) => [move.row.name, move.difference, moveOfRow(move)])).toEqual([
      ['thing 0', 20, 60],
      ['thing 1', -20, -20],
    ]);
    expect(sumOfMoves(moved(now))).toBe(40);
  });

  it('compares what a unit costs at that moment, whatever the sale terms', () => {
    const over = euros(99, { was: 129, until: NOW });
    const running = euros(99, { was: 129, until: NOW + 1 });
    expect(cartOf([{ price: euros(129), qty: 1 }]).moved([over])).toEqual([]);
    expect(cartOf([{ price: over, qty: 1 }]).moved([euros(129)])).toEqual([]);
    const [move] = cartOf([{ price: over, qty: 1 }]).moved([running]);
    expect(move).toMatchObject({ price: running, difference: -30 });
    const [back] = cartOf([{ price: running, qty: 1 }]).moved([over]);
    expect(back?.price).toEqual({ amount: 129, currency: 'EUR' });
  });

  it('says what is saved for later, too, which is in no sum', () => {
    const { moved } = cartOf([{ price: euros(100), qty: 5, isLater: true }]);
    expect(moved([euros(150)])).toHaveLength(1);
    expect(sumOfMoves(moved([euros(150)]))).toBe(0);
  });

  it('moves the total by exactly what it says, and then finds nothing more', () => {
    const price = fc
      .record({ amount: fc.nat(5000), was: fc.nat(5000), until: fc.nat(2 * NOW), isSale: fc.boolean() })
      .map(({ amount, was, until, isSale }) => euros(amount, isSale ? { was, until } : {}));
    const lines = fc.array(
      fc.record({
        price,
        qty: fc.integer({ min: 1, max: 999 }),
        now: fc.option(price),
        isLater: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, (all) => {
        const { perform, fold, view, moved } = cartOf(all);
        const now = all.map((line) => line.now);
        const before = totalOf(view());
        const moves = moved(now);
        for (const { row, price: terms } of moves) perform(setPrice(fold, row.lineIds, terms));
        expect(totalOf(view()) - before).toBe(BigInt(sumOfMoves(moves) ?? NaN));
        expect(moved(now)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
