import { expect, test } from 'vitest';
import { historyOf } from './history.ts';
import { stepsOf } from './history-step.ts';
import type { Fold } from './fold.ts';
import {
  add,
  apple,
  bread,
  clear,
  euro,
  NOON,
  Person,
  raw,
  remove,
  step,
  title,
  type,
  undo,
} from './testing/people.ts';
import { Random } from './testing/random.ts';
import { randomSteps, take } from './testing/steps.ts';
import { World } from './testing/world.ts';

const kinds = (person: Person) => stepsOf(historyOf(person.fold)).map((each) => each.map(({ kind }) => kind));

test('what one command comes to is one step, and what a person does next is another, even in the same millisecond', () => {
  const ana = new Person('ana', 'a');
  for (const act of [add(3), add(2), type(9), remove, undo]) {
    ana.do(act);
  }
  expect(kinds(ana)).toEqual([['add'], ['add'], ['set', 'remove'], ['remove'], ['undo']]);
});

test('a long step is one, however long it took to write', () => {
  let now = NOON;
  const ana = new Person('ana', 'a');
  Object.defineProperty(ana, 'now', { get: () => (now += 1) });
  ana.do(
    raw(
      ...Array.from(
        { length: 3000 },
        () => ({ kind: 'add', product: apple, price: euro(1), qty: 1 }) as const,
      ),
    ),
  );
  ana.do(clear);
  expect(stepsOf(historyOf(ana.fold)).map(({ length }) => length)).toEqual([3000, 1]);
});

test('people who act within the same millisecond are told apart', () => {
  const [ana, ben] = [new Person('ana', 'a'), new Person('ben', 'b')];
  ana.do(add(1));
  ben.do(add(1, euro(3), bread));
  ana.meet(ben);
  expect(kinds(ana)).toEqual([['add'], ['add']]);
});

test('in any history each entry is in one step, in the same order, and each step is one person’s', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const world = new World(seed);
    for (const happening of randomSteps(new Random(seed))) take(world, happening);
    world.heal();
    const entries = historyOf(world.seats[0]?.replica.fold as Fold);
    const steps = stepsOf(entries);
    expect(steps.flat()).toEqual(entries);
    for (const [first, ...more] of steps) expect(more.every(({ by }) => by === first.by)).toBe(true);
  }
});

test('a step of the same person in another window is another step', () => {
  const [ana, elsewhere] = [new Person('ana', 'a'), new Person('ana', 'b')];
  ana.do(add(1));
  ana.meet(elsewhere);
  elsewhere.do(step(1));
  elsewhere.do(title('x'));
  ana.meet(elsewhere);
  expect(stepsOf(historyOf(ana.fold))[0]).toHaveLength(1);
});
