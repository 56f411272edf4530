import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { OPS } from '../cart/replica.ts';
import { frameTypes, syncTypes } from './frames.ts';
import { splitFrame } from './split-frame.ts';

function docWith(count: number): Y.Doc {
  const doc = new Y.Doc();
  const ops = doc.getMap(OPS);
  for (let n = 1; n <= count; n++) {
    ops.set(`0123456789abcdef.${n}`, { kind: 'note', note: 'x'.repeat(100), line: `0123456789abcdef.${n}` });
  }
  return doc;
}

const frameOf = (type: number, syncType: number, payload: Uint8Array) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type);
    encoding.writeVarUint(encoder, syncType);
    encoding.writeVarUint8Array(encoder, payload);
  });

test('a long time offline goes out in frames that a relay takes, with nothing left out', () => {
  const doc = docWith(2_000);
  const frame = frameOf(frameTypes.sync, syncTypes.step2, Y.encodeStateAsUpdate(doc));
  const parts = splitFrame(frame, 20_000);
  expect(parts.length).toBeGreaterThan(10);
  const received = new Y.Doc();
  for (const part of parts) {
    expect(part.length).toBeLessThanOrEqual(20_000);
    const decoder = decoding.createDecoder(part);
    expect(decoding.readVarUint(decoder)).toBe(frameTypes.sync);
    expect(decoding.readVarUint(decoder)).toBe(syncTypes.update);
    Y.applyUpdate(received, decoding.readVarUint8Array(decoder));
    expect(received.store.pendingStructs).toBeNull();
  }
  expect(received.getMap(OPS).toJSON()).toEqual(doc.getMap(OPS).toJSON());
});

test('short frames, and those that are no update, go out as they are', () => {
  const short = frameOf(frameTypes.sync, syncTypes.update, Y.encodeStateAsUpdate(docWith(1)));
  expect(splitFrame(short)).toEqual([short]);
  const presence = frameOf(frameTypes.awareness, 0, new Uint8Array(100));
  expect(splitFrame(presence, 50)).toEqual([presence]);
  const question = frameOf(frameTypes.sync, syncTypes.step1, new Uint8Array(100));
  expect(splitFrame(question, 50)).toEqual([question]);
});
