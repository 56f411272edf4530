import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addLine, stepLines } from './commands.ts';
import type { UserId } from './ids.ts';
import { parseOp } from './op.ts';
import { OPS, Replica } from './replica.ts';
import {
  add,
  apple,
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

test('a command is one transaction and one update, whatever it comes to', () => {
  const ana = new Person('ana', 'a');
  ana.do(add(3));
  ana.do(add(2));
  ana.do(type(9));
  expect(ana.messages).toHaveLength(3);
  const last = Y.decodeUpdate(ana.messages[2] as Uint8Array);
  expect([last.structs.length, last.ds.clients.size]).toEqual([2, 0]);
});

test('what it writes is plain, stamped and numbered in order under the one root', () => {
  const ana = new Person('ana', 'a');
  expect([...ana.do(add(3)), ...ana.do(step(-1))]).toEqual([`${ana.replica.sid}.1`, `${ana.replica.sid}.2`]);
  const ops = ana.replica.doc.getMap(OPS);
  expect([...ana.replica.doc.share.keys()]).toEqual([OPS]);
  expect(ops.get(`${ana.replica.sid}.2`)).toEqual({
    ...{ kind: 'inc', line: `${ana.replica.sid}.1`, delta: -1 },
    ...{ at: '001700000000000-00002', by: 'ana' },
  });
  for (const [id, op] of ana.fold.ops) expect(parseOp(id, op).status).toBe('known');
});

test('a refused command writes nothing and is no step', () => {
  const ana = new Person('ana', 'a');
  expect(ana.replica.perform(addLine(ana.fold, apple, euro(1), 0))).toMatchObject({ ok: false });
  expect([ana.messages, ana.replica.canUndo]).toEqual([[], false]);
});

test('a command that comes to nothing writes nothing and is no step', () => {
  const ana = new Person('ana', 'a');
  expect(ana.do(clear)).toEqual([]);
  expect([ana.messages, ana.replica.canUndo]).toEqual([[], false]);
});

test('what the document held before is folded at once, what comes later as it comes', () => {
  const ana = new Person('ana', 'a');
  ana.do(add(3));
  const ben = new Person('ben', 'b', ana.messages);
  expect(ben.view.units).toBe(3);
  ana.do(step(2));
  ben.receive(...ana.messages);
  expect(ben.view.units).toBe(5);
});

test('listeners hear of each change until they are taken off, and of nothing after the end', () => {
  const ana = new Person('ana', 'a');
  let heard = 0;
  const stop = ana.replica.subscribe(() => (heard += 1));
  ana.do(add(1));
  ana.do(type(2));
  expect(heard).toBe(2);
  stop();
  ana.do(step(1));
  expect(heard).toBe(2);
  ana.replica.subscribe(() => (heard += 1));
  ana.replica.destroy();
  ana.replica.doc.getMap(OPS).set('x', 1);
  expect([heard, ana.fold.ops.size]).toEqual([2, 3]);
});

test('its clock goes on from the latest operation it has seen', () => {
  const [ana, ben] = [new Person('ana', 'a'), new Person('ben', 'b')];
  ana.now = NOON + 60_000;
  ana.do(add(1));
  ana.meet(ben);
  ben.do(step(1));
  expect(ben.fold.ops.get(`${ben.replica.sid}.1` as never)).toMatchObject({ at: '001700000060000-00002' });
});

test('a restarted window is a new session', () => {
  const before = new Person('ana', 'a');
  before.do(add(1));
  const after = new Person('ana', 'c', before.messages);
  expect(after.replica.canUndo).toBe(false);
  expect(after.do(step(1))).toEqual([`${'c'.repeat(16)}.1`]);
});

describe('undo and redo', () => {
  test('take back whole steps, the latest first, and bring them again', () => {
    const ana = new Person('ana', 'a');
    for (const act of [add(3), add(2), type(9)]) ana.do(act);
    const units = [undo, undo, redo, redo].map((act) => (ana.do(act), ana.view.units));
    expect(units).toEqual([5, 3, 5, 9]);
    expect(ana.messages).toHaveLength(7);
  });

  test('have an end in both directions', () => {
    const ana = new Person('ana', 'a');
    expect([ana.do(undo), ana.do(redo)]).toEqual([[], []]);
    ana.do(add(1));
    const can = () => [ana.replica.canUndo, ana.replica.canRedo];
    expect(can()).toEqual([true, false]);
    ana.do(undo);
    expect(can()).toEqual([false, true]);
    ana.do(redo);
    expect(can()).toEqual([true, false]);
  });

  test('a new step ends what could be redone', () => {
    const ana = new Person('ana', 'a');
    for (const act of [add(1), undo, add(2)]) ana.do(act);
    expect([ana.do(redo), ana.view.units]).toEqual([[], 2]);
  });

  test("leave others' work alone", () => {
    const [ana, ben] = [new Person('ana', 'a'), new Person('ben', 'b')];
    ana.do(add(3));
    ana.meet(ben);
    ben.do(step(2));
    ben.do(add(1, euro(5), bread));
    ana.meet(ben);
    ana.do(undo);
    ana.meet(ben);
    expect(ben.view.rows.map(({ name, qty }) => [name, qty])).toEqual([
      ['Apple', 2],
      ['Bread', 1],
    ]);
  });

  test('can go back and forth for ever', () => {
    const ana = new Person('ana', 'a');
    for (const act of [add(3), remove]) ana.do(act);
    for (let round = 0; round < 5; round += 1) {
      ana.do(undo);
      expect(ana.view.units).toBe(3);
      ana.do(redo);
      expect(ana.view.units).toBe(0);
    }
  });

  test('an undo after a redo elsewhere that did not know of it stands', () => {
    const [ana, elsewhere] = [new Person('ana', 'a'), new Person('ana', 'b')];
    const [opening] = ana.do(add(3));
    ana.do(undo);
    ana.meet(elsewhere);
    ana.do(redo);
    elsewhere.do(raw({ kind: 'undo', of: opening as never }));
    ana.meet(elsewhere);
    expect(ana.view.units).toBe(0);
  });
});

test('two windows on one profile, each with a document of its own, count every unit once', () => {
  const [one, two] = [new Person('ana', 'a'), new Person('ana', 'b')];
  one.do(add(1));
  two.do(add(1));
  one.meet(two);
  const [row] = one.view.rows;
  one.do(({ fold }) => stepLines(fold, row?.lineIds ?? [], 1));
  two.do(({ fold }) => stepLines(fold, row?.lineIds ?? [], 1));
  one.meet(two);
  expect([one.view.units, two.view.units, one.view.rows.length]).toEqual([4, 4, 1]);
});

test('a document that takes on another client id begins another session, since a session belongs to one client', () => {
  let byte = 0;
  const doc = new Y.Doc();
  const replica = new Replica(doc, {
    user: 'ana' as UserId,
    clock: () => NOON,
    randomBytes: (length) => new Uint8Array(length).fill((byte += 1)),
  });
  const addOne = () => replica.perform(addLine(replica.fold, apple, euro(100), 1));
  expect(addOne()).toEqual({ ok: true, value: ['0101010101010101.1'] });
  doc.clientID += 1;
  expect(addOne()).toEqual({ ok: true, value: ['0202020202020202.1'] });
  expect(addOne()).toEqual({ ok: true, value: ['0202020202020202.2'] });
});
