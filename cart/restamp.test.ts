import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Fold } from './fold.ts';
import { HybridClock, millisecondsOf } from './hlc.ts';
import type { OpId, UserId } from './ids.ts';
import type { Op } from './op.ts';
import { restamp, type RestampedSession } from './restamp.ts';
import {
  add,
  bread,
  clear,
  euro,
  moveFirst,
  note,
  NOON,
  Person,
  price,
  redo,
  remove,
  saveForLater,
  step,
  title,
  type,
  undo,
  type Act,
} from './testing/people.ts';
import { allRows, viewCart } from './view.ts';

const YEARS = 10 * 365 * 86_400_000;
const LATER = NOON + 3_600_000;
const ana = 'ana' as UserId;

type Ops = ReadonlyMap<OpId, unknown>;

/** Done anew by Ana at `LATER`, to come after those. */
function anew(ops: Ops, earlier: Ops): readonly RestampedSession[] | null {
  const clock = new HybridClock(() => LATER);
  for (const op of earlier.values()) clock.observe((op as Op).at);
  let byte = 100;
  const randomBytes = (length: number) => new Uint8Array(length).fill(byte++);
  return restamp(ops, { user: ana, clock, randomBytes });
}

/** What people see of these operations, without the names of anything. */
function seen(...parts: readonly Iterable<readonly [OpId, unknown]>[]) {
  const fold = new Fold();
  for (const part of parts) for (const [id, op] of part) fold.apply(id, op);
  const view = viewCart(fold, LATER);
  const plain = allRows(view).map(({ name: product, qty, price: terms, note: text, isLater }) => ({
    ...{ product, qty, terms, text, isLater },
  }));
  const { title: name, totals, notes, conflicts } = view;
  return { name, plain, totals, notes: notes.length, conflicts: conflicts.length };
}

const acts: readonly Act[] = [
  ...[add(2), add(1, euro(250), bread), step(1), step(-1), type(7), type(3), remove, clear, undo, redo],
  ...[note('ripe'), price(euro(90)), saveForLater(true), saveForLater(false), moveFirst, title('Kitchen')],
];
const someActs = fc.array(fc.constantFrom(...acts), { maxLength: 12 });

/** Whoever has nothing to step or type does nothing. */
function attempt(person: Person, act: Act): void {
  try {
    person.do(act);
  } catch {
    person.now += 1;
  }
  person.now += 1_000;
}

test('what was done under a wrong clock amounts to the same when it is done anew', () => {
  fc.assert(
    fc.property(someActs, someActs, someActs, someActs, (first, bens, second, third) => {
      const before = new Person('ana', 'a');
      const ben = new Person('ben', 'b');
      for (const act of first) attempt(before, act);
      ben.meet(before);
      for (const act of bens) attempt(ben, act);
      before.meet(ben);
      const durable = new Map(before.fold.ops);

      // The rest of that session, and another one after it, ten years ahead.
      before.now += YEARS;
      for (const act of second) attempt(before, act);
      const after = new Person('ana', 'c', [Y.encodeStateAsUpdate(before.replica.doc)]);
      after.now = before.now;
      for (const act of third) attempt(after, act);
      const unsent = new Map([...after.fold.ops].filter(([id]) => !durable.has(id)));

      const sessions = anew(unsent, durable) ?? [];
      const done = sessions.flat();
      expect(done).toHaveLength(unsent.size);
      expect(seen(durable, done)).toEqual(seen(durable, unsent));
      for (const [id, op] of done) {
        expect(unsent.has(id)).toBe(false);
        expect(millisecondsOf((op as Op).at) - LATER).toBeLessThan(60_000);
      }
      for (const session of sessions) {
        expect(session.map(([id]) => Number(id.split('.')[1]))).toEqual(session.map((_, index) => index + 1));
      }
    }),
    { numRuns: 300 },
  );
});

test('what has no part in it stays as it is: fields of a later version, and what others did', () => {
  const [line, own] = ['bbbbbbbbbbbbbbbb.4', 'aaaaaaaaaaaaaaaa.1'] as [OpId, OpId];
  const op = { kind: 'inc', line, delta: 2, reason: 'party', by: 'ana', at: '009999999999999-00000' };
  const [[[id, done]]] = anew(new Map([[own, op]]), new Map()) as [[[OpId, unknown]]];
  expect(id).not.toBe(own);
  expect(done).toEqual({ ...op, at: `00${LATER}-00000` });
});

test.each([
  ['somebody else’s', { by: 'ben' }],
  ['of a later version', { kind: 'gift' }],
  ['malformed', { delta: 0 }],
])('what is %s is not done anew, nor is anything with it', (_, change) => {
  const op = { kind: 'inc', line: 'bbbbbbbbbbbbbbbb.4', delta: 2, by: 'ana', at: '009999999999999-00000' };
  const ops = new Map([
    ['aaaaaaaaaaaaaaaa.1' as OpId, op],
    ['aaaaaaaaaaaaaaaa.2' as OpId, { ...op, ...change }],
  ]);
  expect(anew(ops, new Map())).toBeNull();
});

test('with an operation missing between them nothing is done anew', () => {
  const person = new Person('ana', 'a');
  for (const act of [add(1), step(1), step(1)]) person.do(act);
  const ops = new Map([...person.fold.ops].filter(([id]) => !id.endsWith('.2')));
  expect(anew(ops, new Map())).toBeNull();
});
