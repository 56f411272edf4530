import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addLine, stepLines } from '../../cart/commands.ts';
import { stateVectorOf, type DeliveryMarks } from '../../cart/delivery.ts';
import type { LineId, OpId, UserId } from '../../cart/ids.ts';
import { Replica } from '../../cart/replica.ts';
import { PendingOps } from './pending-ops.ts';

const none: DeliveryMarks = { saved: new Map(), sent: new Map(), durable: new Map() };
let seed = 0;
const replicaOf = (doc: Y.Doc, user: string) =>
  new Replica(doc, {
    user: user as UserId,
    clock: () => 1_000,
    randomBytes: (length) => new Uint8Array(length).fill(++seed),
  });

let doc: Y.Doc;
let ana: Replica;
let line: LineId;

beforeEach(() => {
  doc = new Y.Doc();
  ana = replicaOf(doc, 'Ana');
  line = add(ana);
});

function add(replica: Replica): LineId {
  const done = replica.perform(
    addLine(replica.fold, { id: 'milk', name: 'Milk' }, { amount: 129, currency: 'EUR' }, 1),
  );
  if (!done.ok) throw new Error(done.refusal.message);
  return done.value[0] as LineId;
}

const ids = () => [...ana.fold.ops.keys()];
const allOf = () => stateVectorOf(doc);

test('a row is as far as the least far of our operations on it', () => {
  const pending = new PendingOps(doc, ana.fold, 'Ana' as UserId);
  pending.add(ids(), none);
  const first = allOf();
  expect(pending.stageOf([line], none)).toBe('local');
  expect(pending.stageOf([line], { ...none, saved: first })).toBe('saved');
  expect(pending.stageOf([line], { ...none, saved: first, sent: first })).toBe('sent');

  const step = ana.perform(stepLines(ana.fold, [line], 1));
  pending.add(step.ok ? step.value : [], none);
  expect(pending.stageOf([line], { saved: first, sent: first, durable: first })).toBe('local');
  expect(pending.stageOf([line], { saved: allOf(), sent: first, durable: first })).toBe('saved');
});

test('taking a step back is a change to its row', () => {
  const pending = new PendingOps(doc, ana.fold, 'Ana' as UserId);
  const before = allOf();
  pending.add(ana.undo(), { saved: before, sent: before, durable: before });
  expect(pending.stageOf([line], { saved: before, sent: before, durable: before })).toBe('local');
});

test('what is durable is forgotten, and known again after a relay has lost it', () => {
  const pending = new PendingOps(doc, ana.fold, 'Ana' as UserId);
  pending.add(ids(), none);
  pending.settle({ ...none, durable: allOf() });
  expect(pending.stageOf([line], { ...none, saved: allOf() })).toBe('durable');
  pending.add(ids(), none);
  expect(pending.stageOf([line], { ...none, saved: allOf() })).toBe('saved');
});

test('what others did is not ours to wait for', () => {
  const other = new Y.Doc();
  const bens = add(replicaOf(other, 'Ben'));
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  const pending = new PendingOps(doc, ana.fold, 'Ana' as UserId);
  pending.add(ids(), none);
  expect(pending.stageOf([bens], none)).toBe('durable');
});

test('operations that name what does not exist, or themselves, concern no row', () => {
  const self = '00000000000000ff.1' as OpId;
  doc.getMap('ops').set(self, { kind: 'undo', of: self, at: '000000000001000-00000', by: 'Ana' });
  const pending = new PendingOps(doc, ana.fold, 'Ana' as UserId);
  expect(() => pending.add(ids(), none)).not.toThrow();
  expect(pending.stageOf([line], none)).toBe('local');
});
