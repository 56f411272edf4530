import { describe, expect, test } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import { unsentElsewhere } from './unsent-carts.ts';

const kitchen = 'kitchen' as CartId;
const ward = 'ward' as CartId;

describe('unsentElsewhere', () => {
  test('adds up carts, and counts one that two windows have once', () => {
    const unsent = [
      { cartId: kitchen, count: 2 },
      { cartId: ward, count: 1 },
      { cartId: kitchen, count: 3 },
    ];
    expect(unsentElsewhere(unsent, [])).toBe(4);
  });

  test('leaves out what a window that stays goes on sending', () => {
    expect(unsentElsewhere([{ cartId: kitchen, count: 2 }], [ward])).toBe(2);
    expect(unsentElsewhere([{ cartId: kitchen, count: 2 }], [ward, kitchen])).toBe(0);
  });
});
