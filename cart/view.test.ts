import { describe, expect, test } from 'vitest';
import { setCurrency, setLater, setNote } from './commands.ts';
import { MAX_AMOUNT } from './currency.ts';
import type { LineId } from './ids.ts';
import { MAX_QUANTITY } from './op.ts';
import {
  add,
  apple,
  bread,
  euro,
  moveFirst,
  NOON,
  note,
  Person,
  price,
  raw,
  remove,
  saveForLater,
  step,
  type,
  yen,
} from './testing/people.ts';
import { allRows, viewCart } from './view.ts';

const personWith = (...acts: Parameters<Person['do']>[0][]) => {
  const ana = new Person('ana', 'a');
  for (const act of acts) ana.do(act);
  return ana;
};
const id = (n: number) => `${'a'.repeat(16)}.${n}` as LineId;
const rowsOf = (person: Person) =>
  person.view.rows.map(({ name, qty, unitAmount }) => [name, qty, unitAmount]);

test('an empty cart is all zeros', () => {
  expect(new Person('ana', 'a').view).toEqual({
    ...{ title: '', currency: null, rows: [], later: [], lines: 0, units: 0, totals: {}, coupons: [] },
    ...{ notes: [], conflicts: [], nextExpiry: null },
  });
});

describe('rows', () => {
  test('a row tells everything about itself', () => {
    const large = { ...apple, options: { size: 'L' } };
    const [row] = personWith(add(2, euro(150), large), note('ripe')).view.rows;
    expect(row).toEqual({
      ...{
        key: '["apple",{"size":"L"},{"amount":150,"currency":"EUR"},false]',
        productId: 'apple',
        name: 'Apple',
      },
      ...{
        options: { size: 'L' },
        qty: 2,
        price: euro(150),
        unitAmount: 150,
        total: 300,
        note: 'ripe',
        isLater: false,
      },
      ...{
        place: `${String(NOON).padStart(15, '0')}00000${'a'.repeat(16)}`,
        lineIds: [id(1)],
        contributors: ['ana'],
      },
    });
  });

  test('same product, options and terms are one row, oldest line first, whatever the order of options', () => {
    const [one, other] = [
      { ...apple, options: { size: 'L', kind: 'red' } },
      { ...apple, options: { kind: 'red', size: 'L' } },
    ];
    const ana = personWith(add(2, euro(100), one), add(1, euro(100), other));
    expect(ana.view.rows.map(({ qty, lineIds }) => [qty, lineIds])).toEqual([[3, [id(1), id(2)]]]);
    expect(ana.view.lines).toBe(2);
  });

  test.each([
    ['another product', add(1, euro(100), bread)],
    ['another option', add(1, euro(100), { ...apple, options: { size: 'L' } })],
    ['another price', add(1, euro(101))],
    ['a sale at the same price', add(1, { ...euro(100), was: 120 })],
    ['another end of the sale', add(1, { ...euro(100), was: 120, until: NOON })],
  ])('%s is a row of its own', (_, act) => {
    expect(personWith(add(1), act).view.rows).toHaveLength(2);
  });

  test('changing the price of one row to that of another makes them one', () => {
    const ana = personWith(add(1, euro(90)), add(2, euro(100)), price(euro(100)));
    expect(rowsOf(ana)).toEqual([['Apple', 3, 100]]);
  });

  test('the name is that of the latest add, the note the latest of the lines', () => {
    const ana = personWith(add(1), note('ripe'), add(1, euro(100), { ...apple, name: 'Apples' }));
    expect(ana.view.rows.map((row) => [row.name, row.note])).toEqual([['Apples', 'ripe']]);
    ana.do(({ fold }) => setNote(fold, [id(3)], 'green'));
    expect(ana.view.rows[0]?.note).toBe('green');
    ana.do(note(''));
    expect(ana.view.rows[0]?.note).toBe('');
  });

  test('those stand where they were added, until they are moved', () => {
    const ana = personWith(add(1), add(1, euro(1), bread), add(1, euro(1), { id: 'tea', name: 'Tea' }));
    expect(ana.view.rows.map(({ name }) => name)).toEqual(['Apple', 'Bread', 'Tea']);
    ana.do(moveFirst);
    expect(ana.view.rows.map(({ name }) => name)).toEqual(['Bread', 'Tea', 'Apple']);
  });

  test('name those whose units are left', () => {
    const [ana, ben] = [personWith(add(2)), new Person('ben', 'b')];
    ana.meet(ben);
    ben.do(step(3));
    ana.meet(ben);
    expect(ana.view.rows[0]?.contributors).toEqual(['ana', 'ben']);
    ben.do(step(-1));
    expect(ben.view.rows[0]?.contributors).toEqual(['ana', 'ben']);
    ben.do(type(9));
    expect(ben.view.rows[0]?.contributors).toEqual(['ben']);
  });

  test('a line at 0 is out of sight, and adding the product again is not swallowed by it', () => {
    const ana = personWith(add(1), raw({ kind: 'inc', line: id(1), delta: -3 }));
    expect(ana.view.rows).toEqual([]);
    ana.do(add(2));
    expect(ana.view.units).toBe(2);
  });

  test('a line whose add has not arrived is out of sight', () => {
    const ana = personWith(raw({ kind: 'inc', line: id(7), delta: 3 }));
    expect([ana.view.rows, ana.view.units]).toEqual([[], 0]);
  });
});

describe('saved for later', () => {
  test('is in no row, count or total, and comes back whole', () => {
    const ana = personWith(add(2), add(1, euro(500), bread), saveForLater(true));
    expect(ana.view.later.map(({ name, qty, isLater }) => [name, qty, isLater])).toEqual([
      ['Apple', 2, true],
    ]);
    expect([rowsOf(ana), ana.view.lines, ana.view.units, ana.view.totals]).toEqual([
      [['Bread', 1, 500]],
      1,
      1,
      { EUR: 500 },
    ]);
    ana.do(({ fold }) => setLater(fold, [id(1)], false));
    expect([ana.view.later, ana.view.units, ana.view.totals]).toEqual([[], 3, { EUR: 700 }]);
  });

  test('stands after everything else among all rows', () => {
    const { view } = personWith(add(2), saveForLater(true), add(1, euro(500), bread));
    expect(allRows(view).map(({ name, isLater }) => [name, isLater])).toEqual([
      ['Bread', false],
      ['Apple', true],
    ]);
    const without = personWith(add(2)).view;
    expect(allRows(without)).toBe(without.rows);
  });
});

describe('totals', () => {
  test('are exact where floating point is not', () => {
    // 0.1 + 0.2, a hundred times
    const ana = personWith(add(100, euro(10)), add(100, euro(20), bread));
    expect(ana.view.totals).toEqual({ EUR: 3000 });
  });

  test('follow a sale: up to its end the sale price, from then on the former', () => {
    const until = NOON + 1000;
    const ana = personWith(add(3, { ...euro(80), was: 100, until }));
    const at = (now: number) => {
      const { totals, nextExpiry, rows } = viewCart(ana.fold, now);
      return [totals.EUR, rows[0]?.unitAmount, nextExpiry];
    };
    expect([at(until - 1), at(until), at(until + 1)]).toEqual([
      [240, 80, until],
      [300, 100, null],
      [300, 100, null],
    ]);
  });

  test('the next end is the earliest to come, what is saved for later included', () => {
    const sale = (until: number) => ({ ...euro(80), was: 100, until });
    const ana = personWith(
      add(1, sale(NOON + 20)),
      saveForLater(true),
      add(1, sale(NOON + 30), bread),
      add(1, sale(NOON - 1)),
    );
    expect(viewCart(ana.fold, NOON).nextExpiry).toBe(NOON + 20);
    expect(viewCart(ana.fold, NOON + 20).nextExpiry).toBe(NOON + 30);
  });

  test('are one for each currency where two were mixed apart from each other', () => {
    const [ana, ben] = [personWith(add(2)), new Person('ben', 'b')];
    ben.now += 1000;
    ben.do(add(1, yen(500), bread));
    ana.meet(ben);
    expect([ana.view.totals, ana.view.currency]).toEqual([{ EUR: 200, JPY: 500 }, 'EUR']);
  });

  test('say that they are too large rather than be wrong', () => {
    const ana = personWith(add(MAX_QUANTITY, euro(MAX_AMOUNT)));
    expect(ana.view.totals).toEqual({ EUR: MAX_AMOUNT * MAX_QUANTITY });
    ana.do(add(MAX_QUANTITY, euro(MAX_AMOUNT)));
    expect(ana.view.totals).toEqual({ EUR: null });
    expect(ana.view.rows.map(({ total }) => total)).toEqual([null]);
  });
});

describe('the cart itself', () => {
  test('has the latest title and the codes asked for, sorted', () => {
    const coupon = (kind: 'coupon' | 'uncoupon', code: string) => raw({ kind, code });
    const ana = personWith(
      ...[raw({ kind: 'title', title: 'Ward' }), raw({ kind: 'title', title: 'Kitchen' })],
      ...[
        coupon('coupon', 'TWO'),
        coupon('coupon', 'ONE'),
        coupon('coupon', 'OLD'),
        coupon('uncoupon', 'OLD'),
      ],
    );
    expect([ana.view.title, ana.view.coupons]).toEqual(['Kitchen', ['ONE', 'TWO']]);
  });

  test('has the currency chosen, else that of the first thing ever added', () => {
    const ana = personWith(add(1), remove);
    expect(ana.view.currency).toBe('EUR');
    ana.do(({ fold }) => setCurrency(fold, 'JPY'));
    expect(ana.view.currency).toBe('JPY');
  });
});
