import * as encoding from 'lib0/encoding';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeLedgerUpdate, gatherRuns, readLedgerUpdate } from './ledger-update.ts';
import { splitLedgerUpdate } from './split-ledger-update.ts';

const json = fc
  .jsonValue({ maxDepth: 4, noUnicodeString: false })
  .filter((value) => !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)));
const key = fc.string({ minLength: 1, unit: 'grapheme' });

/** A document of operations by several clients, and its update. */
const history = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.uniqueArray(key, { maxLength: 4 }), json), {
    maxLength: 12,
  })
  .map((writes) => {
    const docs = [1, 2, 3].map((client) => {
      const doc = new Y.Doc();
      doc.clientID = client * 1_000_003;
      return doc;
    });
    writes.forEach(([client, keys, value], i) => {
      const doc = docs[client - 1] as Y.Doc;
      doc.transact(() => keys.forEach((k) => doc.getMap('ops').set(`${i}/${k}`, value)));
    });
    const merged = new Y.Doc();
    for (const doc of docs) Y.applyUpdate(merged, Y.encodeStateAsUpdate(doc));
    return merged;
  });

const read = (update: Uint8Array) => {
  const result = readLedgerUpdate(update);
  if (result.status === 'malformed') throw new Error(result.reason);
  return result.structs;
};

/** The value in a struct as Yjs reads it. */
const valueOf = (struct: object): unknown =>
  (struct as { readonly content: { readonly arr: readonly unknown[] } }).content.arr[0];

describe('what Yjs writes', () => {
  test('is read as Yjs reads it, and written back byte for byte', () => {
    fc.assert(
      fc.property(history, (doc) => {
        const update = Y.encodeStateAsUpdate(doc);
        const structs = read(update);
        const theirs = Y.decodeUpdate(update).structs.map((struct) => {
          const { id, parentSub } = struct as Y.Item;
          return [id.client, id.clock, parentSub, valueOf(struct)];
        });
        expect(structs.map(({ client, clock, key, value }) => [client, clock, key, value])).toEqual(theirs);
        expect(encodeLedgerUpdate(gatherRuns(structs))).toEqual(update);
      }),
    );
  });

  test('can be cut anywhere and joined again', () => {
    fc.assert(
      fc.property(history, fc.nat(2000), (doc, slack) => {
        const update = Y.encodeStateAsUpdate(doc);
        const maxBytes = 100 + Math.max(0, ...read(update).map(({ bytes }) => bytes.length)) + slack;
        const copy = new Y.Doc();
        for (const part of splitLedgerUpdate(update, maxBytes)) {
          expect(part.length).toBeLessThanOrEqual(maxBytes);
          Y.applyUpdate(copy, part);
        }
        expect(copy.getMap('ops').toJSON()).toEqual(doc.getMap('ops').toJSON());
        expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc));
      }),
    );
  });

  test('a long step is cut into parts that each fit', () => {
    const doc = new Y.Doc();
    for (let n = 1; n <= 500; n++) doc.getMap('ops').set(`${n}`, { text: 'x'.repeat(200) });
    const parts = splitLedgerUpdate(Y.encodeStateAsUpdate(doc), 16_384);
    expect(parts.length).toBeGreaterThan(5);
    const copy = new Y.Doc();
    for (const part of parts) Y.applyUpdate(copy, part);
    expect(copy.getMap('ops').size).toBe(500);
  });
});

/** An update of one struct by client 7, written byte by byte. */
function forge(write: (encoder: encoding.Encoder) => void, { clock = 0, deletes = 0 } = {}): Uint8Array {
  return encoding.encode((encoder) => {
    for (const n of [1, 1, 7, clock]) encoding.writeVarUint(encoder, n);
    write(encoder);
    encoding.writeVarUint(encoder, deletes);
  });
}
const item = (encoder: encoding.Encoder, value: unknown, { info = 40, root = 'ops', length = 1 } = {}) => {
  encoding.writeUint8(encoder, info);
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarString(encoder, root);
  encoding.writeVarString(encoder, 'k');
  encoding.writeVarUint(encoder, length);
  encoding.writeAny(encoder, value as never);
};
const updateOf = (change: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
};
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
const bytes = (...values: number[]) => Uint8Array.from(values);

const attacks: Record<string, Uint8Array> = {
  'nothing at all': bytes(),
  '30 million structs in 7 bytes': encoding.encode((e) =>
    [1, 30_000_000, 7, 0].forEach((n) => encoding.writeVarUint(e, n)),
  ),
  'a GC struct of length 2^50': forge((e) => [0, 2 ** 50].forEach((n) => encoding.writeVarUint(e, n))),
  'a Skip struct': forge((e) => [10, 5].forEach((n) => encoding.writeVarUint(e, n))),
  'a delete set': forge((e) => item(e, { a: 1 }), { deletes: 1 }),
  'an overwritten key': updateOf((doc) => {
    doc.getMap('ops').set('k', 1);
    doc.getMap('ops').set('k', 2);
  }),
  'another root': updateOf((doc) => doc.getMap('other').set('k', 1)),
  'a nested Y.Map': updateOf((doc) => doc.getMap('ops').set('k', new Y.Map())),
  'a Y.Text': updateOf((doc) => doc.getText('ops').insert(0, 'hello')),
  'a list instead of a map': updateOf((doc) => doc.getArray('ops').push([1, 2])),
  'a subdocument': updateOf((doc) => doc.getMap('ops').set('k', new Y.Doc())),
  'bytes as value': updateOf((doc) => doc.getMap('ops').set('k', bytes(1, 2))),
  'two values in one struct': forge((e) => item(e, 1, { length: 2 })),
  'an array 40 kB deep': forge((e) => {
    item(e, null, { length: 1 });
    e.cpos -= 1;
    for (let i = 0; i < 20_000; i++) [117, 1].forEach((n) => encoding.writeUint8(e, n));
    encoding.writeUint8(e, 126);
  }),
  'nested once too deep': forge((e) => item(e, nested(9))),
  'an array that claims 30 million items': forge((e) => {
    item(e, null);
    e.cpos -= 1;
    encoding.writeUint8(e, 117);
    encoding.writeVarUint(e, 30_000_000);
  }),
  undefined: forge((e) => item(e, undefined)),
  'a bigint': forge((e) => item(e, 5n)),
  'an infinite number': forge((e) => item(e, { a: Infinity })),
  'not a number': forge((e) => item(e, NaN)),
  'a key __proto__': forge((e) => item(e, JSON.parse('{"__proto__":{"a":1}}'))),
  'a key __proto__ with a harmless value': forge((e) => item(e, JSON.parse('{"a":{"__proto__":1}}'))),
  'a key constructor': forge((e) => item(e, { constructor: 1 })),
  'a client id of 33 bits': encoding.encode((e) =>
    [1, 0, 2 ** 32, 0, 0].forEach((n) => encoding.writeVarUint(e, n)),
  ),
  'a clock beyond exact numbers': forge((e) => item(e, 1), { clock: Number.MAX_SAFE_INTEGER }),
  'bytes after the end': Uint8Array.from([...forge((e) => item(e, 1)), 0]),
  'an operation over the limit': forge((e) => item(e, 'x'.repeat(128 * 1024))),
};

describe('everything else is refused', () => {
  test.each(Object.entries(attacks))('%s', (_, update) => {
    const started = Date.now();
    expect(readLedgerUpdate(update).status).toBe('malformed');
    expect(Date.now() - started).toBeLessThan(1_000);
  });

  test('the harness itself can forge an accepted update', () => {
    expect(readLedgerUpdate(forge((e) => item(e, nested(8)))).status).toBe('ledger');
  });

  test('every prefix of an update, without a look at the bytes that follow it in memory', () => {
    const update = forge((e) => item(e, { name: 'straße', amount: 1.5, list: [1, 2.25, true, null] }));
    for (let length = 0; length < update.length; length++) {
      expect(readLedgerUpdate(update.subarray(0, length)).status, `first ${length} bytes`).toBe('malformed');
    }
  });

  test('any change of bytes is refused or still read as Yjs reads it', () => {
    const update = Y.encodeStateAsUpdate(fc.sample(history, { numRuns: 20, seed: 4 }).at(-1) as Y.Doc);
    const edit = fc.tuple(fc.nat(update.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const changed = update.slice();
        for (const [at, byte] of edits) changed[at] = byte;
        const result = readLedgerUpdate(changed);
        if (result.status === 'malformed') return;
        const theirs = Y.decodeUpdate(changed).structs.map(valueOf);
        expect(result.structs.map(({ value }) => value)).toEqual(theirs);
      }),
      { numRuns: 2000 },
    );
  });
});
