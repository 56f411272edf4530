import { describe, expect, test } from 'vitest';
import * as commands from './commands.ts';
import { MAX_AMOUNT } from './currency.ts';
import type { LineId } from './ids.ts';
import { MAX_QUANTITY, parseOp, type Price, type Product } from './op.ts';
import {
  add,
  apple,
  bread,
  clear,
  euro,
  firstRow,
  Person,
  raw,
  remove,
  step,
  type,
  yen,
} from './testing/people.ts';

const refusalOf = (command: commands.Command) => (command.ok ? 'accepted' : command.refusal.code);
const bodiesOf = (command: commands.Command) => (command.ok ? command.value : command.refusal);
const personWith = (...acts: Parameters<Person['do']>[0][]) => {
  const ana = new Person('ana', 'a');
  for (const act of acts) ana.do(act);
  return ana;
};
const id = (n: number) => `${'a'.repeat(16)}.${n}` as LineId;

describe('adding', () => {
  test.each<[string, Product, Price, number, string]>([
    ['no units', apple, euro(1), 0, 'bad_quantity'],
    ['fewer than none', apple, euro(1), -1, 'bad_quantity'],
    ['half a unit', apple, euro(1), 0.5, 'bad_quantity'],
    ['too many units', apple, euro(1), MAX_QUANTITY + 1, 'bad_quantity'],
    ['not a number', apple, euro(1), Number.NaN, 'bad_quantity'],
    ['a price below 0', apple, euro(-1), 1, 'bad_price'],
    ['a fraction of a cent', apple, euro(0.5), 1, 'bad_price'],
    ['too high a price', apple, euro(MAX_AMOUNT + 1), 1, 'bad_price'],
    ['a former price below 0', apple, { ...euro(1), was: -1 }, 1, 'bad_price'],
    ['a sale without a former price', apple, { ...euro(1), until: 5 }, 1, 'bad_price'],
    ['a sale that ends at half past', apple, { ...euro(1), was: 2, until: 0.5 }, 1, 'bad_price'],
    ['an unknown currency', apple, { amount: 1, currency: 'XYZ' as 'EUR' }, 1, 'bad_currency'],
    ['another currency', apple, yen(1), 1, 'mixed_currencies'],
    ['no name', { id: 'apple', name: ' ' }, euro(1), 1, 'bad_text'],
    ['no id', { id: '', name: 'Apple' }, euro(1), 1, 'bad_text'],
    ['half a character', { id: 'apple', name: 'A\ud800' }, euro(1), 1, 'bad_text'],
    ['too long a name', { id: 'apple', name: 'a'.repeat(201) }, euro(1), 1, 'bad_text'],
    ['a nameless option', { ...apple, options: { '': 'L' } }, euro(1), 1, 'bad_text'],
    ['an option that is no text', { ...apple, options: { size: 1 as never } }, euro(1), 1, 'bad_text'],
    [
      'an option that reaches into prototypes',
      { ...apple, options: { constructor: 'L' as never } },
      euro(1),
      1,
      'bad_text',
    ],
    [
      'too many options',
      { ...apple, options: Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`o${index}`, 'L'])) },
      ...([euro(1), 1, 'bad_text'] as const),
    ],
  ])('%s is refused', (_, product, price, qty, code) => {
    const ana = personWith(add(1));
    expect(refusalOf(commands.addLine(ana.fold, product, price, qty))).toBe(code);
  });

  test('the chosen currency decides, else that of the first thing ever added', () => {
    const ana = personWith(({ fold }) => commands.setCurrency(fold, 'JPY'));
    expect(refusalOf(commands.addLine(ana.fold, apple, euro(1), 1))).toBe('mixed_currencies');
    expect(refusalOf(commands.addLine(ana.fold, apple, yen(1), 1))).toBe('accepted');
    const ben = personWith(add(1), clear);
    expect(refusalOf(commands.addLine(ben.fold, apple, yen(1), 1))).toBe('mixed_currencies');
    ben.do(({ fold }) => commands.setCurrency(fold, 'JPY'));
    expect(refusalOf(commands.addLine(ben.fold, apple, yen(1), 1))).toBe('accepted');
  });

  test('always opens a line of its own', () => {
    const ana = personWith(add(1), add(1));
    expect(ana.view.rows.map((row) => row.lineIds)).toEqual([[id(1), id(2)]]);
  });
});

describe('stepping a row', () => {
  test('up goes to the newest line', () => {
    const ana = personWith(add(3), add(2));
    expect(bodiesOf(commands.stepLines(ana.fold, [id(1), id(2)], 4))).toEqual([
      { kind: 'inc', line: id(2), delta: 4 },
    ]);
  });

  test('down takes from the newest line first', () => {
    const ana = personWith(add(3), add(2));
    expect(bodiesOf(commands.stepLines(ana.fold, [id(1), id(2)], -4))).toEqual([
      { kind: 'inc', line: id(2), delta: -2 },
      { kind: 'inc', line: id(1), delta: -2 },
    ]);
    expect(bodiesOf(commands.stepLines(ana.fold, [id(1), id(2)], -1))).toEqual([
      { kind: 'inc', line: id(2), delta: -1 },
    ]);
  });

  test.each([
    [0, 'bad_quantity'],
    [0.5, 'bad_quantity'],
    [Number.NaN, 'bad_quantity'],
    [-6, 'not_enough'],
    [MAX_QUANTITY, 'bad_quantity'],
    [MAX_QUANTITY - 5, 'accepted'],
    [-5, 'accepted'],
  ])('of 5 by %d is %s', (delta, outcome) => {
    const ana = personWith(add(3), add(2));
    expect(refusalOf(commands.stepLines(ana.fold, [id(1), id(2)], delta))).toBe(outcome);
  });

  test('a row that merging made larger than one person may can still be stepped down', () => {
    const [ana, ben] = [personWith(add(MAX_QUANTITY)), new Person('ben', 'b')];
    ana.meet(ben);
    ana.do(type(MAX_QUANTITY));
    ben.do(add(5));
    ben.do(raw({ kind: 'inc', line: id(1), delta: 7 }));
    ana.meet(ben);
    expect(ana.view.units).toBe(MAX_QUANTITY + 12);
    ana.do(step(-1));
    expect(ana.view.units).toBe(MAX_QUANTITY + 11);
    expect(refusalOf(commands.stepLines(ana.fold, firstRow(ana.replica), 1))).toBe('bad_quantity');
  });

  test('never writes what would not be read', () => {
    const ana = personWith(add(MAX_QUANTITY), raw({ kind: 'inc', line: id(1), delta: 7 }));
    const command = commands.stepLines(ana.fold, [id(1)], -MAX_QUANTITY - 7);
    expect(refusalOf(command)).toBe('bad_quantity');
  });
});

describe('typing a quantity', () => {
  test('the newest line takes it, where steps go too, and the others are removed', () => {
    const ana = personWith(add(3), add(2));
    expect(bodiesOf(commands.setLines(ana.fold, [id(1), id(2)], 9))).toEqual([
      { kind: 'set', line: id(2), qty: 9, seen: { ['a'.repeat(16)]: 2 } },
      { kind: 'remove', line: id(1), seen: { ['a'.repeat(16)]: 1 } },
    ]);
    ana.do(type(9));
    expect(ana.view.rows.map(({ qty, lineIds }) => [qty, lineIds])).toEqual([[9, [id(2)]]]);
  });

  test('0 is a removal, so that a quantity typed at once elsewhere is not hidden by it', () => {
    const ana = personWith(add(3), add(2));
    const command = commands.setLines(ana.fold, [id(1), id(2)], 0);
    expect(command.ok && command.value.map(({ kind }) => kind)).toEqual(['remove', 'remove']);
    const ben = new Person('ben', 'b');
    ana.meet(ben);
    ana.now += 1000;
    ben.do(type(7));
    ana.do(type(0));
    ana.meet(ben);
    expect(ana.view.units).toBe(7);
    expect(ana.view.notes.map(({ keptFor, removedBy }) => [keptFor, removedBy])).toEqual([[['ben'], 'ana']]);
  });

  test.each([-1, 0.5, MAX_QUANTITY + 1, Number.NaN])('%d is refused', (qty) => {
    expect(refusalOf(commands.setLines(personWith(add(1)).fold, [id(1)], qty))).toBe('bad_quantity');
  });
});

describe('a row that is gone', () => {
  const every: readonly [string, (person: Person, lines: readonly LineId[]) => commands.Command][] = [
    ['step', ({ fold }, lines) => commands.stepLines(fold, lines, 1)],
    ['type', ({ fold }, lines) => commands.setLines(fold, lines, 1)],
    ['remove', ({ fold }, lines) => commands.removeLines(fold, lines)],
    ['price', ({ fold }, lines) => commands.setPrice(fold, lines, euro(1))],
    ['note', ({ fold }, lines) => commands.setNote(fold, lines, 'x')],
    ['later', ({ fold }, lines) => commands.setLater(fold, lines, true)],
    ['move', ({ fold }, lines) => commands.moveLines(fold, lines, { before: null, after: null })],
  ];

  test.each(every)('is refused: %s', (_, command) => {
    const ana = personWith(add(1), remove);
    for (const lines of [[id(1)], [id(9)], []]) expect(refusalOf(command(ana, lines))).toBe('no_such_line');
  });

  test.each(every)('in part is taken for what is left of it: %s', (_, command) => {
    const ana = personWith(add(1), remove, add(1));
    expect(refusalOf(command(ana, [id(1), id(3)]))).toBe('accepted');
    expect(refusalOf(command(ana, [id(3), id(9)]))).toBe('no_such_line');
  });
});

describe('the rest of a row', () => {
  test('each line gets the price, note, shelf or place', () => {
    const ana = personWith(add(1), add(1));
    const lines = [id(1), id(2)];
    const both = (body: object) => lines.map((line) => ({ ...body, line }));
    expect(bodiesOf(commands.setPrice(ana.fold, lines, euro(5)))).toEqual(
      both({ kind: 'price', price: euro(5) }),
    );
    expect(bodiesOf(commands.setNote(ana.fold, lines, ''))).toEqual(both({ kind: 'note', note: '' }));
    expect(bodiesOf(commands.setLater(ana.fold, lines, true))).toEqual(both({ kind: 'later', later: true }));
    expect(bodiesOf(commands.moveLines(ana.fold, lines, { before: 'a', after: 'c' }))).toEqual(
      both({ kind: 'place', place: 'b' }),
    );
  });

  test.each<[string, (person: Person) => commands.Command, string]>([
    [
      'a price in another currency',
      ({ fold }) => commands.setPrice(fold, [id(1)], yen(1)),
      'mixed_currencies',
    ],
    ['a price below 0', ({ fold }) => commands.setPrice(fold, [id(1)], euro(-1)), 'bad_price'],
    ['too long a note', ({ fold }) => commands.setNote(fold, [id(1)], 'a'.repeat(1001)), 'bad_text'],
    [
      'a place before the one it follows',
      ({ fold }) => commands.moveLines(fold, [id(1)], { before: 'b', after: 'a' }),
      'bad_place',
    ],
    [
      'a place between equals',
      ({ fold }) => commands.moveLines(fold, [id(1)], { before: 'b', after: 'b' }),
      'bad_place',
    ],
    [
      'a place without room',
      ({ fold }) => commands.moveLines(fold, [id(1)], { before: 'z'.repeat(200), after: null }),
      'bad_place',
    ],
  ])('%s is refused', (_, command, code) => {
    expect(refusalOf(command(personWith(add(1))))).toBe(code);
  });
});

describe('the cart itself', () => {
  test('a clear has seen everything; of an empty cart it writes nothing', () => {
    const ana = personWith(add(1), add(1, euro(5), bread));
    expect(bodiesOf(commands.clearCart(ana.fold))).toEqual([
      { kind: 'clear', seen: { ['a'.repeat(16)]: 2 } },
    ]);
    ana.do(clear);
    expect(bodiesOf(commands.clearCart(ana.fold))).toEqual([]);
  });

  test.each<[string, (person: Person) => commands.Command, string]>([
    ['too long a title', () => commands.setTitle('a'.repeat(201)), 'bad_text'],
    ['an unknown currency', ({ fold }) => commands.setCurrency(fold, 'XYZ'), 'bad_currency'],
    [
      'a currency that the prices are not in',
      ({ fold }) => commands.setCurrency(fold, 'JPY'),
      'mixed_currencies',
    ],
    ['no code', () => commands.addCoupon(' '), 'bad_text'],
    ['a code that is not there', ({ fold }) => commands.removeCoupon(fold, 'SPRING'), 'no_such_coupon'],
  ])('%s is refused', (_, command, code) => {
    expect(refusalOf(command(personWith(add(1))))).toBe(code);
  });

  test('a title and a code lose the spaces around them', () => {
    expect(bodiesOf(commands.setTitle(' Kitchen '))).toEqual([{ kind: 'title', title: 'Kitchen' }]);
    expect(bodiesOf(commands.addCoupon(' SPRING '))).toEqual([{ kind: 'coupon', code: 'SPRING' }]);
  });
});

test('what commands write is well-formed', () => {
  const ana = personWith(add(3), add(2), step(-4), step(2), type(5), remove, add(1), clear);
  for (const [opId, op] of ana.fold.ops) expect(parseOp(opId, op).status).toBe('known');
});
