import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Tally } from './tally.ts';
import { entryOf } from './testing/entries.ts';
import { apple, euro } from './testing/people.ts';

const inc = (n: number, delta: number) =>
  entryOf('a', n, { kind: 'inc', line: `${'a'.repeat(16)}.1` as never, delta });

test('an add brings its quantity, an inc its delta', () => {
  const tally = new Tally();
  expect(tally.insert(entryOf('a', 1, { kind: 'add', product: apple, price: euro(1), qty: 3 }))).toBe(3);
  expect(tally.insert(inc(2, -1))).toBe(-1);
  expect([0, 1, 2].map((n) => tally.unitsAbove(n))).toEqual([2, -1, 0]);
});

test('suffix sums are those of adding up afresh, whatever arrives, is undone or redone, in any order', () => {
  const contribution = fc.record({
    n: fc.integer({ min: 1, max: 60 }),
    delta: fc.integer({ min: -5, max: 5 }).filter((delta) => delta !== 0),
    isUndone: fc.boolean(),
    isToggled: fc.boolean(),
  });
  const contributions = fc.uniqueArray(contribution, { selector: ({ n }) => n, maxLength: 20 });
  fc.assert(
    fc.property(contributions, (items) => {
      const tally = new Tally();
      const entries = items.map(({ n, delta, isUndone }) =>
        Object.assign(inc(n, delta), { undone: isUndone }),
      );
      for (const entry of entries) tally.insert(entry);
      for (const [index, { isToggled }] of items.entries()) {
        const entry = entries[index];
        if (!entry || !isToggled) continue;
        entry.undone = !entry.undone;
        tally.refresh(entry);
      }
      for (let n = 0; n <= 61; n += 1) {
        const left = entries.filter((entry) => entry.n > n && !entry.undone);
        expect(tally.unitsAbove(n)).toBe(left.reduce((sum, { op }) => sum + op.delta, 0));
      }
      const order = tally.entries.map((entry) => entry.n);
      expect(order).toEqual([...order].sort((x, y) => x - y));
    }),
  );
});
