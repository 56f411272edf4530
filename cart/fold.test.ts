import { expect, test } from 'vitest';
import { Fold } from './fold.ts';
import type { OpId } from './ids.ts';
import { viewText } from './testing/check.ts';
import {
  add,
  bread,
  clear,
  euro,
  NOON,
  Person,
  raw,
  redo,
  remove,
  step,
  type,
  undo,
} from './testing/people.ts';
import { permutations } from './testing/permutations.ts';
import { Random } from './testing/random.ts';

const session = 'a'.repeat(16);
const id = (n: number) => `${session}.${n}` as OpId;
const stamp = (n: number) => ({ at: `${String(n).padStart(15, '0')}-00000`, by: 'ana' });
const product = { id: 'apple', name: 'Apple' };

test('operations are known, unknown, malformed or duplicate, and all but the last are kept', () => {
  const fold = new Fold();
  const opening = { kind: 'add', product, price: euro(1), qty: 2, ...stamp(1) };
  expect(fold.apply(id(1), opening)).toBe('known');
  expect(fold.apply(id(1), { ...opening, qty: 9 })).toBe('duplicate');
  expect(fold.apply(id(2), { kind: 'gift', ...stamp(2) })).toBe('unknown');
  expect(fold.apply(id(3), { ...opening, qty: -1 })).toBe('malformed');
  expect(fold.apply('nonsense' as OpId, opening)).toBe('malformed');
  expect([...fold.ops.keys()]).toEqual([id(1), id(2), id(3), 'nonsense']);
  expect([...fold.entries.keys()]).toEqual([id(1)]);
  expect(fold.lines.get(id(1))?.raw).toBe(2);
});

test('an operation that claims to have seen its own future is malformed', () => {
  const fold = new Fold();
  fold.apply(id(1), { kind: 'add', product, price: euro(1), qty: 2, ...stamp(1) });
  expect(fold.apply(id(2), { kind: 'clear', seen: { [session]: 99 }, ...stamp(2) })).toBe('malformed');
  expect(fold.live.size).toBe(1);
});

test('a line named by something that is no add never has a product', () => {
  const fold = new Fold();
  fold.apply(id(1), { kind: 'title', title: 'x', ...stamp(1) });
  fold.apply(id(2), { kind: 'inc', line: id(1), delta: 5, ...stamp(2) });
  expect([fold.lines.get(id(1))?.raw, fold.live.size]).toEqual([5, 0]);
});

test('an undo of an undo has no effect', () => {
  const ana = new Person('ana', 'a');
  for (const act of [add(3), undo, raw({ kind: 'undo', of: id(2) })]) ana.do(act);
  expect(ana.view.units).toBe(0);
});

test('a long life in one session folds to the same in any order of arrival', () => {
  const ana = new Person('ana', 'a');
  const acts = [
    add(3),
    step(2),
    type(7),
    undo,
    remove,
    undo,
    redo,
    add(1, euro(5), bread),
    clear,
    undo,
    step(-1),
  ];
  for (const act of acts) ana.do(act);
  const text = viewText(ana.fold, NOON);
  const random = new Random(3);
  for (let count = 0; count < 500; count += 1) {
    const fold = new Fold();
    for (const [opId, op] of random.shuffle([...ana.fold.ops])) fold.apply(opId, op);
    expect(viewText(fold, NOON)).toBe(text);
  }
});

test('an undo, its target and its redo may arrive in any order, for every kind', () => {
  const kinds = [
    { kind: 'add', product, price: euro(2), qty: 5 },
    { kind: 'inc', line: id(1), delta: 5 },
    { kind: 'set', line: id(1), qty: 9, seen: { [session]: 1 } },
    { kind: 'remove', line: id(1), seen: { [session]: 1 } },
    { kind: 'clear', seen: { [session]: 1 } },
    { kind: 'price', line: id(1), price: euro(7) },
    { kind: 'note', line: id(1), note: 'ripe' },
    { kind: 'later', line: id(1), later: true },
    { kind: 'place', line: id(1), place: 'i' },
    { kind: 'title', title: 'Kitchen' },
    { kind: 'currency', currency: 'JPY' },
    { kind: 'coupon', code: 'SPRING' },
    { kind: 'uncoupon', code: 'SPRING' },
  ];
  for (const body of kinds) {
    const opening = [id(1), { kind: 'add', product, price: euro(1), qty: 2, ...stamp(1) }] as const;
    const target = [id(2), { ...body, ...stamp(2) }] as const;
    const undone = [id(3), { kind: 'undo', of: id(2), ...stamp(3) }] as const;
    const redone = [id(4), { kind: 'redo', of: id(2), seen: { [session]: 3 }, ...stamp(4) }] as const;
    const textOf = (ops: readonly (readonly [OpId, object])[]) => {
      const fold = new Fold();
      for (const [opId, op] of ops) fold.apply(opId, op);
      return viewText(fold, NOON);
    };
    for (const order of permutations([opening, target, undone]))
      expect(textOf(order)).toBe(textOf([opening]));
    for (const order of permutations([opening, target, undone, redone])) {
      expect(textOf(order)).toBe(textOf([opening, target]));
    }
  }
});
