import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { RowHeights } from './row-heights.ts';
import { roomAfter, rowAt, slotsOf } from './row-slots.ts';

const offsetsOf = (heights: readonly number[]): Float64Array => {
  const offsets = new Float64Array(heights.length + 1);
  for (const [index, height] of heights.entries()) offsets[index + 1] = (offsets[index] ?? 0) + height;
  return offsets;
};
const heights = fc.array(fc.integer({ min: 20, max: 200 }), { maxLength: 60 });

describe('slotsOf', () => {
  it('has whatever can be seen, and leaves every row where it would be with all of them', () => {
    fc.assert(
      fc.property(
        heights,
        fc.integer({ min: -500, max: 5000 }),
        fc.nat(900),
        fc.array(fc.integer({ min: -1, max: 70 })),
        (rows, from, length, kept) => {
          const offsets = offsetsOf(rows);
          const to = from + length;
          const slots = slotsOf(offsets, from, to, kept);
          let top = 0;
          for (const { index, gap } of slots) {
            top += gap;
            expect(top).toBe(offsets[index]);
            top += rows[index] ?? 0;
          }
          expect(top + roomAfter(offsets, slots)).toBe(offsets.at(-1));
          const indices = slots.map(({ index }) => index);
          expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b));
          for (const index of rows.keys()) {
            const isSeen = (offsets[index] ?? 0) < to && (offsets[index + 1] ?? 0) > from;
            if (isSeen || kept.includes(index)) expect(indices).toContain(index);
          }
        },
      ),
    );
  });

  it('has few rows of a long list', () => {
    const offsets = offsetsOf(Array.from({ length: 5000 }, () => 57));
    expect(slotsOf(offsets, 100_000, 101_000, [0, 4999]).length).toBeLessThan(25);
  });
});

describe('rowAt', () => {
  it('finds the row at a height, and the nearest beyond the ends', () => {
    const offsets = offsetsOf([10, 20, 30]);
    expect([-5, 0, 9, 10, 29, 30, 59, 60, 500].map((height) => rowAt(offsets, height))).toEqual([
      0, 0, 0, 1, 1, 2, 2, 2, 2,
    ]);
    expect(rowAt(offsetsOf([]), 3)).toBe(0);
  });
});

describe('RowHeights', () => {
  it('guesses those it does not know from the first that it was told', () => {
    const rows = new RowHeights();
    expect(
      rows.note([
        ['a', 40],
        ['b', 60],
      ]),
    ).toBe(true);
    expect([...rows.offsets(['a', 'b', 'c'])]).toEqual([0, 40, 100, 150]);
    rows.note([['c', 90]]);
    expect([...rows.offsets(['c', 'd'])]).toEqual([0, 90, 140]);
  });

  it('says when nothing is new, and forgets', () => {
    const rows = new RowHeights();
    rows.note([['a', 40]]);
    expect(rows.note([['a', 40.2]])).toBe(false);
    expect(rows.note([['a', 80]])).toBe(true);
    rows.forget();
    expect([...rows.offsets(['a'])]).toEqual([0, 57]);
  });
});
