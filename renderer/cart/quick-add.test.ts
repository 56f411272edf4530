import { describe, expect, it } from 'vitest';
import type { CartRow } from '../../cart/row.ts';
import { moneyText } from '../shared/money-text.ts';
import { quickAddPreview, readQuickAdd } from './quick-add.ts';

const empty = { rows: [], later: [] };
const read = (name: string, price = '', quantity = '', view: Parameters<typeof readQuickAdd>[1] = empty) =>
  readQuickAdd({ name, price, quantity }, view, 'EUR');
const row = (amount: number, place: string): CartRow =>
  ({ productId: 'milk', place, price: { amount, currency: 'EUR' } }) as CartRow;

describe('readQuickAdd', () => {
  it('reads the whole line, or the fields', () => {
    const wanted = { ok: true, name: 'milk', quantity: 3, price: { amount: 129, currency: 'EUR' } };
    expect(read('3 x milk 1.29')).toMatchObject(wanted);
    expect(read('milk', '1,29', '3')).toMatchObject(wanted);
    expect(read('3 milk', '€1.29')).toMatchObject(wanted);
    expect(read('milk 1.29', '', '3')).toMatchObject(wanted);
  });

  it('leaves in the name what has a field of its own', () => {
    expect(read('7 up', '', '2')).toMatchObject({ name: '7 up', quantity: 2 });
    expect(read('3 bin bags 1.29', '2')).toMatchObject({
      name: 'bin bags 1.29',
      quantity: 3,
      price: { amount: 200 },
    });
    expect(read('3 bags 1.29', '2', '1')).toMatchObject({ name: '3 bags 1.29', quantity: 1 });
  });

  it('remembers the latest price in the cart, and takes 0 for what is new', () => {
    const view = { rows: [row(129, 'a'), row(149, 'c')], later: [row(139, 'b')] };
    expect(read('Milk', '', '', view)).toMatchObject({ price: { amount: 149 }, priceFrom: 'remembered' });
    expect(read('bread', '', '', view)).toMatchObject({
      price: { amount: 0, currency: 'EUR' },
      priceFrom: 'none',
    });
  });

  it('says which field is wrong', () => {
    expect(read('  ')).toMatchObject({ ok: false, field: 'name' });
    expect(read('milk', '1.299')).toMatchObject({ ok: false, field: 'price' });
    expect(read('milk 1.299')).toMatchObject({ ok: false, field: 'name' });
    expect(read('milk', '-1')).toMatchObject({ ok: false, field: 'price' });
    expect(read('milk', '', '1.5')).toMatchObject({ ok: false, field: 'quantity' });
    expect(read('milk', '', '-2')).toMatchObject({ ok: false, field: 'quantity' });
  });
});

describe('quickAddPreview', () => {
  it('says what Enter will do', () => {
    expect(quickAddPreview(read('3 milk 1.29'))).toBe(`Adds 3 × milk at ${moneyText(129, 'EUR')} each`);
    expect(quickAddPreview(read('milk'))).toBe('Adds 1 × milk, no price yet');
    expect(quickAddPreview(read('milk', '', '', { rows: [row(149, 'a')], later: [] }))).toBe(
      `Adds 1 × milk at ${moneyText(149, 'EUR')}, as before`,
    );
    expect(quickAddPreview(read(''))).toBeNull();
  });
});
