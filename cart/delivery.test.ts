import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { countMissing, decodeStateVector, mergeStateVectors, stageOf, stateVectorOf } from './delivery.ts';
import type { OpId } from './ids.ts';
import { add, Person, step, type } from './testing/people.ts';

const none = new Map<number, number>();

test('an operation goes from here to disk, to the network, to everybody', () => {
  const ana = new Person('ana', 'a');
  const [id] = ana.do(add(1)) as [OpId];
  const all = stateVectorOf(ana.replica.doc);
  const stage = (saved: boolean, sent: boolean, durable: boolean) =>
    stageOf(ana.replica.doc, id, {
      saved: saved ? all : none,
      sent: sent ? all : none,
      durable: durable ? all : none,
    });
  expect(stage(false, false, false)).toBe('local');
  expect(stage(true, false, false)).toBe('saved');
  expect(stage(true, true, false)).toBe('sent');
  expect(stage(true, true, true)).toBe('durable');
  // The relay has it on its disk: then it is safe, whatever became of ours.
  expect(stage(false, false, true)).toBe('durable');
  // Sent but not saved here: the promise that counts first is this computer's.
  expect(stage(false, true, false)).toBe('local');
});

test('stages are those of each operation, not of the document', () => {
  const ana = new Person('ana', 'a');
  const [first] = ana.do(add(1)) as [OpId];
  const saved = stateVectorOf(ana.replica.doc);
  const [second] = ana.do(step(1)) as [OpId];
  const marks = { saved, sent: none, durable: none };
  expect([first, second].map((id) => stageOf(ana.replica.doc, id, marks))).toEqual(['saved', 'local']);
});

test("others' operations have stages too", () => {
  const [ana, ben] = [new Person('ana', 'a'), new Person('ben', 'b')];
  const [id] = ana.do(add(1)) as [OpId];
  ana.meet(ben);
  ben.do(step(1));
  const marks = { saved: none, sent: none, durable: stateVectorOf(ana.replica.doc) };
  expect(stageOf(ben.replica.doc, id, marks)).toBe('durable');
});

test('an operation that is not there is a bug', () => {
  const marks = { saved: none, sent: none, durable: none };
  expect(() => stageOf(new Y.Doc(), 'x.1' as OpId, marks)).toThrow('no operation x.1');
});

test('what is missing is counted in operations, exactly', () => {
  const [ana, ben] = [new Person('ana', 'a'), new Person('ben', 'b')];
  for (const act of [add(1), add(1)]) ana.do(act);
  ana.meet(ben);
  const before = stateVectorOf(ben.replica.doc);
  ana.do(type(5)); // two operations: the row has two lines
  ben.do(step(1));
  ana.meet(ben);
  const all = stateVectorOf(ana.replica.doc);
  expect([countMissing(all, before), countMissing(all, none), countMissing(before, all)]).toEqual([3, 5, 0]);
});

test('merged vectors cover what either covers', () => {
  const merged = mergeStateVectors(
    new Map([
      [1, 5],
      [2, 1],
    ]),
    new Map([
      [2, 3],
      [3, 1],
    ]),
  );
  expect([...merged]).toEqual([
    [1, 5],
    [2, 3],
    [3, 1],
  ]);
});

test('a vector reads as Yjs writes it', () => {
  const ana = new Person('ana', 'a');
  ana.do(add(1));
  const bytes = Y.encodeStateVector(ana.replica.doc);
  expect(decodeStateVector(bytes)).toEqual(stateVectorOf(ana.replica.doc));
  expect(() => decodeStateVector(new Uint8Array([255]))).toThrow();
});
