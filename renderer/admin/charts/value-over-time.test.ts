import { expect, test } from 'vitest';
import { Fold } from '../../../cart/fold.ts';
import { randomSteps, take } from '../../../cart/testing/steps.ts';
import { Random } from '../../../cart/testing/random.ts';
import { SALE_END, World } from '../../../cart/testing/world.ts';
import { OPS } from '../../../cart/replica.ts';
import { millisecondsOf } from '../../../cart/hlc.ts';
import { viewCart } from '../../../cart/view.ts';
import type { RawOp } from '../../../protocol/http.ts';
import { entryOf } from '../../../cart/testing/entries.ts';
import { valueOverTime, type ValuePoint } from './value-over-time.ts';

/** Every operation that anybody wrote in a random history. */
function randomOps(seed: number): readonly RawOp[] {
  const world = new World(seed);
  for (const step of randomSteps(new Random(seed))) take(world, step);
  world.heal();
  const [seat] = world.seats;
  const map = seat?.copy.doc.getMap(OPS);
  return [...(map?.entries() ?? [])].map(([id, op]) => ({ id, ...(op as object) }) as RawOp);
}

/** From scratch: folds all that was written by then, and looks. */
function worthAt(ops: readonly RawOp[], time: number): Pick<ValuePoint, 'units' | 'totals'> {
  const fold = new Fold();
  for (const { id, ...op } of ops) if (millisecondsOf(String(op['at'])) <= time) fold.apply(id, op);
  const { units, totals } = viewCart(fold, time);
  return { units, totals };
}

const latestUpTo = (points: readonly ValuePoint[], time: number): Pick<ValuePoint, 'units' | 'totals'> => {
  const { units, totals } = points.findLast((point) => point.time <= time) ?? { units: 0, totals: {} };
  return { units, totals };
};

test('at every moment it is what folding from scratch gives', () => {
  let moments = 0;
  for (let seed = 1; seed <= 60; seed += 1) {
    const ops = randomOps(seed);
    const now = SALE_END + 10 ** 9;
    const points = valueOverTime(ops, now);
    const times = new Set([
      ...ops.map((op) => millisecondsOf(String(op['at']))),
      SALE_END,
      SALE_END - 1,
      now,
    ]);
    for (const time of times) {
      expect(latestUpTo(points, time), `seed ${seed} at ${time}`).toEqual(worthAt(ops, time));
      moments += 1;
    }
  }
  expect(moments).toBeGreaterThan(400);
});

const rawOf = (...args: Parameters<typeof entryOf>): RawOp => {
  const { id, op } = entryOf(...args);
  return { id, ...op };
};
const milk = { id: 'milk', name: 'Milk' };

test('the end of a sale is a moment of its own', () => {
  const price = { amount: 99, currency: 'EUR' as const, was: 129, until: 5_000 };
  const ops = [rawOf('a', 1, { kind: 'add', product: milk, price, qty: 2 }, { time: 1_000 })];
  expect(valueOverTime(ops, 9_000)).toEqual([
    { time: 1_000, units: 2, totals: { EUR: 198 } },
    { time: 5_000, units: 2, totals: { EUR: 258 } },
  ]);
  expect(valueOverTime(ops, 4_999)).toHaveLength(1);
});

test('a sale that ends between two operations is told at its end, and one that was replaced is not', () => {
  const sale = { amount: 99, currency: 'EUR' as const, was: 129, until: 5_000 };
  const add = rawOf('a', 1, { kind: 'add', product: milk, price: sale, qty: 1 }, { time: 1_000 });
  const bread = { id: 'bread', name: 'Bread' };
  const price = { amount: 200, currency: 'EUR' as const };
  const later = rawOf('a', 2, { kind: 'add', product: bread, price, qty: 1 }, { time: 8_000 });
  expect(valueOverTime([later, add], 9_000).map(({ time, totals }) => [time, totals.EUR])).toEqual([
    [1_000, 99],
    [5_000, 129],
    [8_000, 329],
  ]);
  const change = rawOf('a', 3, { kind: 'price', line: add.id, price }, { time: 2_000 });
  expect(valueOverTime([add, change], 9_000).map(({ time }) => time)).toEqual([1_000, 2_000]);
});

test('what one hand did at one moment is one point', () => {
  const price = { amount: 100, currency: 'EUR' as const };
  const ops = [1, 2, 3].map((n) =>
    rawOf('a', n, { kind: 'add', product: milk, price, qty: 1 }, { time: 1_000 }),
  );
  expect(valueOverTime(ops, 2_000)).toEqual([{ time: 1_000, units: 3, totals: { EUR: 300 } }]);
});

test('what cannot be read is passed over', () => {
  const broken = { id: `${'b'.repeat(16)}.1`, kind: 'add' } as unknown as RawOp;
  expect(valueOverTime([broken], 1_000)).toEqual([]);
});
