import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addLine } from '../../cart/commands.ts';
import { stateVectorOf } from '../../cart/delivery.ts';
import type { UserId } from '../../cart/ids.ts';
import { Replica } from '../../cart/replica.ts';
import { unsentOf } from './unsent.ts';

let sessions = 0;

function newReplica(doc = new Y.Doc()) {
  const time = { now: 1_000 };
  const replica = new Replica(doc, {
    user: 'Ana' as UserId,
    clock: () => time.now,
    randomBytes: (length) => new Uint8Array(length).fill((sessions += 1)),
  });
  const add = (name: string): string => {
    const product = { id: name, name };
    const added = replica.perform(addLine(replica.fold, product, { amount: 1, currency: 'EUR' }, 1));
    if (!added.ok) throw new Error(added.refusal.message);
    return String(added.value[0]);
  };
  return { doc, time, add };
}

describe('unsentOf', () => {
  test('is what the relay is not known to have, and since when', () => {
    const { doc, time, add } = newReplica();
    add('milk');
    const durable = stateVectorOf(doc);
    time.now = 2_000;
    const tea = add('tea');
    time.now = 3_000;
    const rye = add('rye');
    const unsent = unsentOf(doc, durable);
    expect([...unsent.ops.keys()].sort()).toEqual([tea, rye].sort());
    expect(unsent.ops.get(tea as never)).toMatchObject({ kind: 'add', by: 'Ana' });
    expect(unsent.since).toBe(2_000);
  });

  test('counts a session of another day, read back from the disk', () => {
    const yesterday = newReplica();
    yesterday.add('milk');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(yesterday.doc));
    const today = newReplica(doc);
    today.time.now = 90_000;
    today.add('tea');
    expect(unsentOf(doc, new Map())).toMatchObject({ since: 1_000 });
    expect(unsentOf(doc, new Map()).ops.size).toBe(2);
  });

  test('is nothing when the relay has it all', () => {
    const { doc, add } = newReplica();
    add('milk');
    expect(unsentOf(doc, stateVectorOf(doc))).toEqual({ ops: new Map(), since: null });
  });
});
