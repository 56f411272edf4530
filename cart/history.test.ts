import { describe, expect, test } from 'vitest';
import { Fold } from './fold.ts';
import { History, historyOf } from './history.ts';
import type { LineId } from './ids.ts';
import { permutations } from './testing/permutations.ts';
import {
  add,
  bread,
  clear,
  euro,
  NOON,
  Person,
  price,
  raw,
  redo,
  remove,
  step,
  title,
  type,
  undo,
} from './testing/people.ts';

const personWith = (...acts: Parameters<Person['do']>[0][]) => {
  const ana = new Person('ana', 'a');
  for (const act of acts) ana.do(act);
  return ana;
};
const id = (n: number) => `${'a'.repeat(16)}.${n}` as LineId;
const told = ({ fold }: Person) =>
  historyOf(fold).map(({ kind, before, after }) => `${kind} ${before}→${after}`);
const fates = ({ fold }: Person) =>
  historyOf(fold).map(
    ({ kind, fate }) => `${kind} ${fate.status}${'by' in fate ? ` ${[fate.by].flat().join(' ')}` : ''}`,
  );

test('an entry says who, when, what, on which line, and what it did', () => {
  const ana = personWith(add(3));
  ana.now += 60_000;
  ana.do(step(2));
  expect(historyOf(ana.fold)[1]).toEqual({
    ...{ id: id(2), kind: 'inc', by: 'ana', time: NOON + 60_000, op: ana.fold.ops.get(id(2)), lineId: id(1) },
    ...{ productName: 'Apple', before: 3, after: 5, fate: { status: 'counts' } },
  });
});

test('units before and after are those of the line, or of the cart where no line is concerned', () => {
  const ana = personWith(
    add(3),
    add(4, euro(1), bread),
    title('Kitchen'),
    step(-1),
    type(7),
    remove,
    clear,
    undo,
  );
  expect(told(ana)).toEqual([
    ...['add 0→3', 'add 0→4', 'title 7→7', 'inc 3→2', 'set 2→7', 'remove 7→0', 'clear 4→0', 'undo 0→4'],
  ]);
});

test('an undo or redo concerns the line of what it takes back', () => {
  const ana = personWith(
    add(3),
    add(1, euro(1), bread),
    raw({ kind: 'inc', line: id(1), delta: 2 }),
    undo,
    redo,
  );
  expect(told(ana).slice(2)).toEqual(['inc 3→5', 'undo 5→3', 'redo 3→5']);
  expect(historyOf(ana.fold).at(-1)).toMatchObject({ lineId: id(1), productName: 'Apple' });
});

test('entries are in order of time, the same wherever they are read, and concurrent ones apply in turn', () => {
  const [ana, ben] = [personWith(add(1)), new Person('ben', 'b')];
  ana.meet(ben);
  ana.now += 2000;
  ben.now += 1000;
  ana.do(step(-1));
  ben.do(step(-1));
  ana.meet(ben);
  expect(told(ana)).toEqual(['add 0→1', 'inc 1→0', 'inc 0→0']);
  expect(historyOf(ana.fold).map(({ by }) => by)).toEqual(['ana', 'ben', 'ana']);
  expect(historyOf(ben.fold)).toEqual(historyOf(ana.fold));
});

test('what this version does not know is left out', () => {
  const ana = personWith(add(1), raw({ kind: 'gift' } as never), raw({ kind: 'inc', line: id(1), delta: 0 }));
  expect(told(ana)).toEqual(['add 0→1']);
  expect(ana.fold.ops.size).toBe(3);
});

describe('a fate', () => {
  test('names all resets that took an operation out', () => {
    expect(fates(personWith(add(3), step(2), type(7), remove))).toEqual([
      `add cancelled ${id(3)} ${id(4)}`,
      `inc cancelled ${id(3)} ${id(4)}`,
      `set cancelled ${id(4)}`,
      'remove counts',
    ]);
    expect(fates(personWith(add(3), clear))).toEqual([`add cancelled ${id(2)}`, 'clear counts']);
  });

  test('comes back when the reset is undone', () => {
    expect(fates(personWith(add(3), remove, undo))).toEqual([
      'add counts',
      `remove undone ${id(3)}`,
      'undo counts',
    ]);
    expect(fates(personWith(add(3), remove, undo, redo))[0]).toBe(`add cancelled ${id(2)}`);
  });

  test('names the value that is in force instead', () => {
    const [outvoted, counts] = fates(personWith(add(1), price(euro(5)), price(euro(6)))).slice(1);
    expect([outvoted, counts]).toEqual([`price outvoted ${id(3)}`, 'price counts']);
    expect(fates(personWith(title('a'), title('b')))).toEqual([`title outvoted ${id(2)}`, 'title counts']);
  });

  test('names the typed quantity that is in force instead', () => {
    const [ana, ben] = [personWith(add(1)), new Person('ben', 'b')];
    ana.meet(ben);
    ana.do(type(5));
    ben.do(type(7));
    ana.meet(ben);
    expect(fates(ana).slice(1)).toEqual([`set outvoted ${'b'.repeat(16)}.1`, 'set counts']);
  });
});

test('a history that is followed reads like one that is told at the end, in whatever order news come', () => {
  const { fold } = personWith(add(3), step(2), type(7), remove, undo, redo);
  for (const order of permutations([...fold.ops])) {
    const followed = new Fold();
    const history = new History(followed);
    for (const [opId, op] of order) {
      followed.apply(opId, op);
      expect(history.entries()).toEqual(historyOf(followed));
    }
    expect(history.entries()).toEqual(historyOf(fold));
  }
});
