import { describe, expect, it } from 'vitest';
import type { CartRow } from '../../cart/row.ts';
import type { CatalogueProduct } from '../catalogue/catalogue-product.ts';
import { moneyText } from '../shared/money-text.ts';
import { quickAddPreview, readQuickAdd, type QuickAddSurroundings } from './quick-add.ts';

const NOW = 1000;
const empty: QuickAddSurroundings['view'] = { rows: [], later: [], currency: null };
const read = (name: string, price = '', quantity = '', view = empty) =>
  readQuickAdd({ name, price, quantity }, { view, identify: () => undefined, chosen: null, now: NOW });
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
    const view = { rows: [row(129, 'a'), row(149, 'c')], later: [row(139, 'b')], currency: null };
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

describe('readQuickAdd beside a catalogue', () => {
  const milk: CatalogueProduct = {
    ...{ id: 'M-1', name: 'Milk 1 l', codes: ['4006381333931'], category: '', keywords: [], options: {} },
    price: { amount: 99, currency: 'EUR', was: 129, until: 2000 },
  };
  const named = new Map([
    ['milk 1 l', milk],
    ['4006381333931', milk],
    ['7 up', { ...milk, id: 'U', name: '7 Up' }],
  ]);
  const beside = (more: Partial<QuickAddSurroundings> = {}): QuickAddSurroundings => ({
    ...{ view: empty, identify: (text) => named.get(text.toLowerCase()), chosen: null, now: NOW },
    ...more,
  });
  const readBeside = (name: string, more?: Partial<QuickAddSurroundings>) =>
    readQuickAdd({ name, price: '', quantity: '' }, beside(more));

  it('takes the product that a name or a code names, with its price and sale', () => {
    const wanted = { id: 'M-1', name: 'Milk 1 l', price: milk.price, priceFrom: 'catalogue', product: milk };
    expect(readBeside('milk 1 L')).toMatchObject({ ...wanted, quantity: 1 });
    expect(readBeside('3 x 4006381333931')).toMatchObject({ ...wanted, quantity: 3 });
    expect(readBeside('4006381333931 x 3')).toMatchObject({ ...wanted, quantity: 3 });
    expect(readBeside('2 mil', { chosen: milk })).toMatchObject({ ...wanted, quantity: 2 });
  });

  it('takes a name that looks like more for what it is', () => {
    expect(readBeside('7 up')).toMatchObject({ id: 'U', quantity: 1 });
    expect(readBeside('2 7 up')).toMatchObject({ id: 'U', quantity: 2 });
  });

  it('forgets a sale that is over, and lets a typed price go first', () => {
    expect(readBeside('milk 1 l', { now: 2000 })).toMatchObject({ price: { amount: 129, currency: 'EUR' } });
    expect(readBeside('milk 1 l 1.05')).toMatchObject({ price: { amount: 105 }, priceFrom: 'typed' });
  });

  it('takes the currency of the catalogue for a new cart, and no price for a cart in another', () => {
    const rice: CatalogueProduct = { ...milk, price: { amount: 300, currency: 'JPY' } };
    expect(readBeside('x', { chosen: rice })).toMatchObject({ price: { amount: 300, currency: 'JPY' } });
    expect(readBeside('x 250', { chosen: rice })).toMatchObject({ price: { amount: 300, currency: 'JPY' } });
    const inEuro = readBeside('x', { chosen: rice, view: { ...empty, currency: 'EUR' } });
    expect(inEuro).toMatchObject({ price: { amount: 0, currency: 'EUR' }, priceFrom: 'none' });
    expect(quickAddPreview(inEuro)).toBe('Adds 1 × Milk 1 l, no price in EUR yet');
  });
});

describe('quickAddPreview', () => {
  it('says what Enter will do', () => {
    expect(quickAddPreview(read('3 milk 1.29'))).toBe(`Adds 3 × milk at ${moneyText(129, 'EUR')} each`);
    expect(quickAddPreview(read('milk'))).toBe('Adds 1 × milk, no price yet');
    expect(quickAddPreview(read('milk', '', '', { ...empty, rows: [row(149, 'a')] }))).toBe(
      `Adds 1 × milk at ${moneyText(149, 'EUR')}, as before`,
    );
    expect(quickAddPreview(read(''))).toBeNull();
  });
});
