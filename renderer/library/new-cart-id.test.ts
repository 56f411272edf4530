import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isCartId } from '../../cart/ids.ts';
import { newCartId, readCartCode } from './new-cart-id.ts';

/** Gives these bytes one after the other, and then zeros. */
function source(bytes: readonly number[]) {
  const left = [...bytes];
  return (length: number) => Uint8Array.from({ length }, () => left.shift() ?? 0);
}

it('is three groups of letters that nobody takes for one another', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 40 }), (bytes) => {
      const id = newCartId(source(bytes));
      expect(isCartId(id)).toBe(true);
      expect(id).toMatch(/^[2-9a-hj-km-np-tv-z]{4}(-[2-9a-hj-km-np-tv-z]{4}){2}$/);
    }),
  );
});

it('passes over bytes that would make some letters likelier than others', () => {
  const beyond = Array.from({ length: 16 }, (_, byte) => 240 + byte);
  const last = Array.from({ length: 12 }, () => 239);
  expect(newCartId(source([...beyond, ...last]))).toBe('zzzz-zzzz-zzzz');
});

it.each(['xk4m-93fd-q7np', 'XK4M 93FD Q7NP', ' xk4m93fdq7np '])('is read as %s, too', (text) => {
  expect(readCartCode(text)).toBe('xk4m-93fd-q7np');
});

it.each(['kitchen', 'xk4m-93fd', 'xk4m-93fd-q7np-aaaa', 'camp-food-list', 'xk4m_93fd_q7np', ''])(
  'is not %j',
  (text) => expect(readCartCode(text)).toBeNull(),
);
