import { describe, expect, it } from 'vitest';
import type { LineId } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';
import { heirOf, standingOf } from './row-focus.ts';

const rowOf = (key: string, lines = key, isLater = false): CartRow => ({
  key,
  productId: key,
  name: key,
  options: {},
  qty: 1,
  price: { amount: 100, currency: 'EUR' },
  unitAmount: 100,
  total: 100,
  note: '',
  isLater,
  place: key,
  lineIds: Array.from(lines, (line) => line as LineId),
  contributors: [],
});
const [a, b, c] = [rowOf('a'), rowOf('b'), rowOf('c')];

describe('standingOf', () => {
  it('has the row below and the one above, of the same list', () => {
    const later = rowOf('later', 'z', true);
    expect(standingOf(b, [a, b, c]).neighbours).toEqual([c, a]);
    expect(standingOf(c, [a, b, c, later]).neighbours).toEqual([b]);
    expect(standingOf(a, [b, c]).neighbours).toEqual([]);
  });
});

describe('heirOf', () => {
  const held = { row: b, neighbours: [c, a] };

  it('is the same product, though its row has another key', () => {
    const priced = rowOf('x', 'zb');
    expect(heirOf(held, [a, priced, c])).toBe(priced);
  });

  it('is the row below, else the one above, else the first', () => {
    const first = rowOf('first');
    expect(heirOf(held, [first, a, c])).toBe(c);
    expect(heirOf(held, [first, a])).toBe(a);
    expect(heirOf(held, [first])).toBe(first);
    expect(heirOf(held, [])).toBeUndefined();
  });

  it('does not follow a product to the other list', () => {
    expect(heirOf(held, [a, c, rowOf('b later', 'b', true)])).toBe(c);
  });
});
