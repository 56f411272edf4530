import { expect, test } from 'vitest';
import type { UserId } from '../../cart/ids.ts';
import { CART_FULL } from '../../protocol/frames.ts';
import { refusedWords } from './refused-words.ts';

const ana = 'Ana' as UserId;

test('a full cart is told apart from too much at once', () => {
  const said = (reason: string) => refusedWords({ code: 'quota', reason }, ana, true);
  expect(said(`aaaa.1: ${CART_FULL}`)).toMatch(/^This cart is as large as the server allows/);
  expect(said('client 7 is one too many')).toBe(
    'It is more than the server allows: client 7 is one too many.',
  );
});

test('whoever may only look is told that, and others in whose name they may write', () => {
  const said = (canChange: boolean) => refusedWords({ code: 'forbidden', reason: '' }, ana, canChange);
  expect(said(false)).toBe('You can look at this cart, not change it.');
  expect(said(true)).toBe('The server takes only what is done in the name of Ana.');
});
