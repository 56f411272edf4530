import { expect, test } from 'vitest';
import { createSid, isCartId, isOpId, isSid, isUserId, opId, splitOpId, type Sid } from './ids.ts';

test.each([
  ['kitchen', true],
  ['A-1_b', true],
  ['a'.repeat(64), true],
  ['a'.repeat(65), false],
  ['', false],
  ['-a', false],
  ['../etc', false],
  ['a/b', false],
  ['a\n', false],
  ['é', false],
  [7, false],
])('the cart id %j is %s', (text, isFine) => {
  expect(isCartId(text)).toBe(isFine);
});

test.each([
  ['0123456789abcdef.1', true],
  ['0123456789abc.999999999999999', true],
  ['0123456789abcdef.0', false],
  ['0123456789abcdef.01', false],
  ['0123456789abcdef.1234567890123456', false],
  ['0123456789abcdef.-1', false],
  ['0123456789abcdef', false],
  ['0123456789ABCDEF.1', false],
  ['__proto__.1', false],
  ['short.1', false],
  ['0123456789abcdef.1\n', false],
  [null, false],
])('the operation id %j is %s', (text, isFine) => {
  expect(isOpId(text)).toBe(isFine);
});

test.each([
  ['ana', true],
  ['Åsa Öberg', true],
  ['ben@example.org', true],
  ['李', true],
  ['', false],
  [' ana', false],
  ['<b>', false],
  ['a'.repeat(65), false],
])('the user id %j is %s', (text, isFine) => {
  expect(isUserId(text)).toBe(isFine);
});

test('a session id is 64 random bits in hex, leading zeros kept', () => {
  const sid = createSid((length) => Uint8Array.from({ length }, (_, index) => index));
  expect(sid).toBe('0001020304050607');
  expect(isSid(sid)).toBe(true);
});

test('an operation id comes apart as it was put together', () => {
  const id = opId('0001020304050607' as Sid, 12);
  expect(isOpId(id)).toBe(true);
  expect(splitOpId(id)).toEqual({ sid: '0001020304050607', n: 12 });
  expect(() => splitOpId('none' as typeof id)).toThrow('not an operation id');
});
