import { expect, test } from 'vitest';
import type { CartId } from '../../../cart/ids.ts';
import { matchingCarts } from './matching-carts.ts';

const carts = ['Kitchen', 'lab', 'old-kitchen', 'ward'] as CartId[];

test('names that begin with the text come before those that have it further on', () => {
  expect(matchingCarts([...carts].reverse(), 'kit').shown).toEqual(['Kitchen', 'old-kitchen']);
  expect(matchingCarts(carts, ' ')).toEqual({ shown: carts, more: 0 });
  expect(matchingCarts(carts, 'x')).toEqual({ shown: [], more: 0 });
});

test('of very many the first are shown and the others counted', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `lab-${index}` as CartId);
  expect(matchingCarts(many, 'lab').shown).toHaveLength(50);
  expect(matchingCarts(many, 'lab').more).toBe(9_950);
});
