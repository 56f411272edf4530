import * as Y from 'yjs';
import { awarenessFrame, syncStep1Frame, syncStep2Frame, updateFrame } from '../../protocol/relay-frame.ts';
import { encodeDurable, encodeHello, encodeRefused } from '../../protocol/frames.ts';
import { encodePresence } from '../carts/presence-update.ts';

const stamp = { at: '001763000000000-00000', by: 'Mallory' };
const add = {
  kind: 'add',
  product: { id: '1', name: 'name' },
  price: { amount: 5, currency: 'EUR' },
  qty: 1,
};

/** A valid frame of every type, those that only the relay sends too. */
export function seedFrames(): readonly Uint8Array[] {
  const doc = new Y.Doc();
  doc.clientID = 1_000;
  const sid = '0123456789abcdef';
  const line = `${sid}.1`;
  const seen = { [sid]: 1 };
  const ops: readonly object[] = [
    add,
    { kind: 'inc', line, delta: 2 },
    { kind: 'set', line, qty: 3, seen },
    { kind: 'note', line, note: 'for the party' },
    { kind: 'price', line, price: { amount: 4, currency: 'EUR', was: 5, until: 1_763_000_000_000 } },
    { kind: 'undo', of: line },
    { kind: 'redo', of: line, seen: { [sid]: 6 } },
    { kind: 'remove', line, seen },
    { kind: 'clear', seen },
    { kind: 'later-version', anything: [1, { a: null }] },
  ];
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  ops.forEach((op, i) => doc.getMap('ops').set(`${sid}.${i + 1}`, { ...stamp, ...op }));
  const presence = encodePresence([
    { client: 1_000, clock: 1, state: '{"user":"Mallory","editing":null}' },
    { client: 1_001, clock: 2, state: 'null' },
  ]);
  return [
    syncStep1Frame(Y.encodeStateVector(new Y.Doc())),
    syncStep1Frame(Y.encodeStateVector(doc)),
    syncStep2Frame(Y.encodeStateAsUpdate(new Y.Doc())),
    syncStep2Frame(Y.encodeStateAsUpdate(doc)),
    ...updates.map(updateFrame),
    awarenessFrame(presence),
    Uint8Array.of(3),
    encodeDurable(Y.encodeStateVector(doc)),
    encodeRefused({ code: 'gap', reason: 'seed' }),
    encodeHello({ time: 0, generation: 'seed' }),
  ];
}
