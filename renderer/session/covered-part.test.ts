import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { stateVectorOf } from '../../cart/delivery.ts';
import { OPS } from '../../cart/replica.ts';
import { coveredPart } from './covered-part.ts';

function write(doc: Y.Doc, key: string): void {
  doc.getMap(OPS).set(key, { kind: 'title', title: key });
}

test('keeps of each client what is covered, and opens as a whole cart', () => {
  const [ana, ben] = [new Y.Doc(), new Y.Doc()];
  write(ana, 'a1');
  const covered = stateVectorOf(ana);
  write(ana, 'a2');
  write(ben, 'b1');
  Y.applyUpdate(ana, Y.encodeStateAsUpdate(ben));
  const again = new Y.Doc();
  Y.applyUpdate(again, coveredPart(Y.encodeStateAsUpdate(ana), covered));
  expect([...again.getMap(OPS).keys()]).toEqual(['a1']);
  expect(stateVectorOf(again)).toEqual(covered);

  const all = coveredPart(Y.encodeStateAsUpdate(ana), stateVectorOf(ana));
  const whole = new Y.Doc();
  Y.applyUpdate(whole, all);
  expect([...whole.getMap(OPS).keys()].sort()).toEqual(['a1', 'a2', 'b1']);
});

test('may keep nothing, and takes nothing for a cart that is none', () => {
  const doc = new Y.Doc();
  write(doc, 'a1');
  const again = new Y.Doc();
  Y.applyUpdate(again, coveredPart(Y.encodeStateAsUpdate(doc), new Map()));
  expect(again.getMap(OPS).size).toBe(0);
  expect(() => coveredPart(new Uint8Array([1, 2, 3, 255]), new Map())).toThrow();
});
