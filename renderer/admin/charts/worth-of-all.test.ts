import { expect, test } from 'vitest';
import type { CartId } from '../../../cart/ids.ts';
import { Random } from '../../../cart/testing/random.ts';
import type { SnapshotValue } from '../../../protocol/admin/carts.ts';
import { worthOfAll } from './worth-of-all.ts';

const snapshot = (
  cartId: string,
  takenAt: number,
  totals: SnapshotValue['totals'],
  units = 1,
): SnapshotValue => ({ cartId: cartId as CartId, takenAt, units, totals });

test('every cart counts with its latest snapshot so far', () => {
  const values = [
    snapshot('a', 1, { EUR: 100 }),
    snapshot('b', 2, { EUR: 50, JPY: 7 }),
    snapshot('a', 3, { EUR: 20 }, 4),
  ];
  expect(worthOfAll(values)).toEqual([
    { time: 1, units: 1, totals: { EUR: 100 } },
    { time: 2, units: 2, totals: { EUR: 150, JPY: 7 } },
    { time: 3, units: 5, totals: { EUR: 70, JPY: 7 } },
  ]);
});

test('a sum with a part that is not exact is not told, and is again when the part is gone', () => {
  const values = [snapshot('a', 1, { EUR: null }), snapshot('b', 2, { EUR: 5 }), snapshot('a', 3, {})];
  expect(worthOfAll(values).map(({ totals }) => totals)).toEqual([{ EUR: null }, { EUR: null }, { EUR: 5 }]);
});

test('it is what adding up from scratch gives', () => {
  const random = new Random(4);
  const values = Array.from({ length: 400 }, () =>
    snapshot(
      random.pick(['a', 'b', 'c', 'd']),
      random.below(300),
      { [random.pick(['EUR', 'USD'])]: random.below(1_000) },
      random.below(9),
    ),
  );
  for (const { time, units, totals } of worthOfAll(values)) {
    const latest = new Map<CartId, SnapshotValue>();
    const sorted = [...values].sort((a, b) => a.takenAt - b.takenAt);
    for (const value of sorted) if (value.takenAt <= time) latest.set(value.cartId, value);
    const all = [...latest.values()];
    expect(units).toBe(all.reduce((sum, value) => sum + value.units, 0));
    for (const currency of ['EUR', 'USD'] as const) {
      const parts = all.map((value) => value.totals[currency]).filter((part) => part !== undefined);
      expect(totals[currency]).toBe(
        parts.length === 0 ? undefined : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0),
      );
    }
  }
});
