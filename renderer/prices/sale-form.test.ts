import { expect, test } from 'vitest';
import type { Price } from '../../cart/op.ts';
import { readSale, saleFieldsOf } from './sale-form.ts';

const now = new Date(2026, 10, 21, 12).getTime();
const read = (price: string, usual = '', lastDay = '') => readSale({ price, usual, lastDay }, 'EUR', now);
const euros = (amount: number, sale: Partial<Price> = {}) => ({
  ok: true,
  price: { amount, currency: 'EUR', ...sale },
});

test('a price alone, a sale, and a sale that ends with its last day', () => {
  expect(read('1.29')).toEqual(euros(129));
  expect(read('1,29', '1.99')).toEqual(euros(129, { was: 199 }));
  const until = new Date(2026, 11, 25).getTime();
  expect(read('1.29', '1.99', '2026-12-24')).toEqual(euros(129, { was: 199, until }));
  expect(read('1.29', '1.99', '2026-11-21')).toMatchObject({ ok: true });
});

test('the field that is wrong is named', () => {
  expect(read('x')).toMatchObject({ ok: false, field: 'price' });
  expect(read('1.29', '1.999')).toMatchObject({ ok: false, field: 'usual' });
  expect(read('1.29', '', '2026-12-24')).toMatchObject({ ok: false, field: 'usual' });
  expect(read('1.29', '1.99', '2026-11-20')).toMatchObject({ ok: false, field: 'lastDay' });
});

test('what is read stands in the fields again', () => {
  for (const price of [euros(129), euros(5, { was: 10 }), read('1.29', '1.99', '2026-12-24')]) {
    const { price: terms } = price as { price: Price };
    expect(readSale(saleFieldsOf(terms), 'EUR', now)).toEqual({ ok: true, price: terms });
  }
});
