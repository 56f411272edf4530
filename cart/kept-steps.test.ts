import { describe, expect, test } from 'vitest';
import {
  add,
  apple,
  bread,
  euro,
  NOON,
  Person,
  raw,
  redo,
  remove,
  step,
  title,
  undo,
} from './testing/people.ts';
import type { KeptSteps } from './kept-steps.ts';
import type { OpId } from './ids.ts';

/** The next start of the same window: what is on the disk, and what was kept of the steps beside it. */
function restarted(before: Person, user = 'ana', kept: unknown = before.replica.steps): Person {
  const after = new Person(user, 'c', before.messages);
  after.now = NOON + 1000;
  after.replica.resumeSteps(kept);
  return after;
}

const units = ({ view }: Person) => view.units;

describe('after a restart', () => {
  test('steps are taken back one by one, each whole, and brought again', () => {
    const ana = new Person('ana', 'a');
    for (const act of [add(3), add(2), step(1), remove]) ana.do(act);
    const again = restarted(ana);
    const seen = [undo, undo, undo, redo, redo, undo].map((act) => (again.do(act), units(again)));
    expect(seen).toEqual([6, 5, 3, 5, 6, 5]);
  });

  test('what was taken back before can still be brought again', () => {
    const ana = new Person('ana', 'a');
    for (const act of [add(3), step(2), undo]) ana.do(act);
    const again = restarted(ana);
    expect([again.replica.canUndo, again.replica.canRedo]).toEqual([true, true]);
    again.do(redo);
    expect(units(again)).toBe(5);
  });

  test('the steps before and after it are one row of steps, over any number of restarts', () => {
    const ana = new Person('ana', 'a');
    ana.do(add(3));
    const second = restarted(ana);
    const before = [...ana.messages];
    second.do(step(1));
    const third = new Person('ana', 'd', [...before, ...second.messages]);
    third.replica.resumeSteps(second.replica.steps);
    third.do(undo);
    expect(units(third)).toBe(3);
    third.do(undo);
    expect([units(third), third.replica.canUndo]).toEqual([0, false]);
  });

  test('another user of the same window has nothing to take back', () => {
    const ana = new Person('ana', 'a');
    ana.do(add(3));
    const ben = restarted(ana, 'ben');
    expect([ben.replica.canUndo, ben.replica.canRedo]).toEqual([false, false]);
  });

  test('a step that the disk lost is left out, and those around it stay', () => {
    const ana = new Person('ana', 'a');
    for (const act of [add(3), add(1, euro(5), bread), title('Ward')]) ana.do(act);
    const older = new Person('ana', 'c', ana.messages.slice(0, 2));
    older.replica.resumeSteps(ana.replica.steps);
    older.do(undo);
    expect(older.view.rows.map(({ name }) => name)).toEqual([apple.name]);
  });

  test('a step that was taken back in the meantime is not taken back again', () => {
    const ana = new Person('ana', 'a');
    const [first] = ana.do(add(3));
    ana.do(add(2));
    const kept = ana.replica.steps;
    ana.do(raw({ kind: 'undo', of: first as OpId }));
    const again = restarted(ana, 'ana', kept);
    again.do(undo);
    expect([units(again), again.replica.canUndo]).toEqual([0, false]);
  });

  test.each([
    [undefined],
    [null],
    ['steps'],
    [{ done: 5, undone: [[]] }],
    [{ done: [[['x', 1, 1]], [5]], undone: [null] }],
    [{ done: [[['aaaaaaaaaaaaaaaa', 0.5, 1]]] }],
    [{ done: [[['aaaaaaaaaaaaaaaa', 1, 1e15]]] }],
    [{ done: [[['aaaaaaaaaaaaaaaa', 2, 2]]], undone: [] }],
  ])('%j is no steps', (kept) => {
    const ana = new Person('ana', 'a');
    const [opening] = ana.do(add(3));
    ana.do(raw({ kind: 'undo', of: opening as OpId }));
    const again = restarted(ana, 'ana', kept);
    expect([again.replica.canUndo, again.replica.canRedo]).toEqual([false, false]);
  });
});

test('what is kept of a long step is short', () => {
  const ana = new Person('ana', 'a');
  const bodies = Array.from(
    { length: 2000 },
    () => ({ kind: 'add', product: apple, price: euro(1), qty: 1 }) as const,
  );
  ana.do(raw(...bodies));
  expect(ana.replica.steps).toEqual<KeptSteps>({ done: [[[ana.replica.sid, 1, 2000]]], undone: [] });
});

test('of many steps the latest are kept', () => {
  const ana = new Person('ana', 'a');
  for (let n = 0; n < 510; n += 1) ana.do(add(1));
  expect(ana.replica.steps.done).toHaveLength(500);
  const again = restarted(ana);
  for (let n = 0; n < 510; n += 1) again.do(undo);
  expect(units(again)).toBe(10);
});

test('whoever hears of a step can already keep it', () => {
  const ana = new Person('ana', 'a');
  const heard: number[] = [];
  ana.replica.doc.on('update', () => heard.push(ana.replica.steps.done.length));
  for (const act of [add(1), step(1), undo]) ana.do(act);
  expect(heard).toEqual([1, 2, 1]);
});
