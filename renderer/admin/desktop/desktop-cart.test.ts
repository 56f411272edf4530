import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { stateVectorOf } from '../../../cart/delivery.ts';
import { OPS } from '../../../cart/replica.ts';
import { desktopCart } from './desktop-cart.ts';

const id = (n: number) => `${'a'.repeat(16)}.${n}`;

/** A cart's updates, one for each operation. */
function newCart(ops: number) {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const write = (n: number) => doc.getMap(OPS).set(id(n), { kind: 'title', title: `${n}` });
  for (let n = 1; n <= ops; n += 1) write(n);
  return { doc, updates, write, durable: () => Y.encodeStateVector(new Map(stateVectorOf(doc))) };
}

const stored = (updates: readonly unknown[], durable: unknown, hasHeldOperations = true) => ({
  ...{ updates, durable, hasHeldOperations },
});

test('every operation once, sorted, though updates overlap', () => {
  const { doc, updates } = newCart(3);
  const read = desktopCart(stored([...updates, Y.encodeStateAsUpdate(doc)], null));
  expect(read).toMatchObject({ ok: true, value: { refused: [] } });
  expect(read.ok && read.value?.ops).toEqual(
    [1, 2, 3].map((n) => ({ id: id(n), kind: 'title', title: `${n}` })),
  );
});

test('what the relay is not known to have is pending: all of it without a mark', () => {
  const { updates, write, durable } = newCart(2);
  const mark = durable();
  write(3);
  const pendingWith = (kept: unknown) => {
    const read = desktopCart(stored(updates, kept));
    return read.ok && read.value?.pending;
  };
  expect([mark, undefined, 'no mark', Uint8Array.of(255)].map(pendingWith)).toEqual([1, 3, 3, 3]);
});

test('a cart that never held anything is none; one that lost what it held cannot be read', () => {
  expect(desktopCart(stored([], undefined, false))).toEqual({ ok: true, value: null });
  expect(desktopCart(stored([], null))).toMatchObject({
    ok: false,
    refusal: { message: 'what was saved is gone' },
  });
});

test('damage and gaps are told, and never a shorter cart', () => {
  const { updates } = newCart(3);
  const [first, , third] = updates;
  expect(desktopCart(stored([first, third], null))).toMatchObject({
    refusal: { message: 'operations are missing' },
  });
  for (const damaged of [Uint8Array.of(1, 2, 3), 'text', null]) {
    expect(desktopCart(stored([...updates, damaged], null))).toMatchObject({ ok: false });
  }
});
