import { expect, it } from 'vitest';
import { moreWords } from './more-words.ts';

it('does not say "1 of 1"', () => {
  expect([moreWords(1, 5, 'cart'), moreWords(5, 5, 'cart'), moreWords(12, 5, 'cart')]).toEqual([
    ...['Show 1 more cart', 'Show 5 more carts', 'Show 5 of 12 more carts'],
  ]);
});
