import { expect, test } from 'vitest';
import { readAmount } from './read-amount.ts';

test('a price is read with a point, a comma, or a sign', () => {
  for (const text of ['1.29', '1,29', ' 1.29 ', '€1.29', '1,29 €']) {
    expect(readAmount(text, 'EUR'), text).toEqual({ ok: true, amount: 129 });
  }
  expect(readAmount('129', 'JPY')).toEqual({ ok: true, amount: 129 });
});

test('what is no price is refused with what is wrong about it', () => {
  const message = (text: string) => readAmount(text, 'EUR');
  expect(message('1.299')).toEqual({ ok: false, message: 'EUR has 2 decimals; "1.299" has 3.' });
  expect(message('-1')).toEqual({ ok: false, message: '"-1" is not an amount such as 1.29.' });
  expect(message('99999999999')).toMatchObject({ ok: false, message: /largest price/ });
});
