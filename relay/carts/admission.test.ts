import * as encoding from 'lib0/encoding';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { CartId } from '../../cart/ids.ts';
import { encodeLedgerUpdate, readLedgerUpdate } from '../../protocol/ledger-update.ts';
import { defaultLimits } from '../../protocol/limits.ts';
import { admit, type AdmissionContext } from './admission.ts';
import { CartLedger } from './cart-ledger.ts';
import { addOp } from '../testing/new-client.ts';
import { OpWriter } from '../testing/op-writer.ts';

/** A little after the operations of tests. */
const NOW = 1_763_000_000_000 + 60_000;
const newLedger = () => new CartLedger('kitchen' as CartId);
/** Of a relay where nobody is known by name. */
const context: AdmissionContext = {
  now: NOW,
  limits: defaultLimits,
  user: null,
  owners: { ownerOf: () => null },
  maxNewClients: 1_000,
  recovery: null,
};
/** What became of an update, in short. */
const offer = (ledger: CartLedger, update: Uint8Array) => {
  const { accepted, refusals } = admit(update, ledger, context);
  return { accepted: accepted.length, codes: refusals.map(({ code }) => code) };
};

describe('new operations', () => {
  test('are accepted one after the other, stored or not', () => {
    const ledger = newLedger();
    const ana = new OpWriter(7);
    expect(offer(ledger, ana.next())).toEqual({ accepted: 1, codes: [] });
    expect(offer(ledger, ana.next())).toEqual({ accepted: 1, codes: [] });
    expect(ledger.nextClock(7)).toBe(2);
  });

  test('of a kind that this version does not know are accepted', () => {
    const future = new OpWriter(7).next({ kind: 'split-the-bill' });
    expect(offer(newLedger(), future).accepted).toBe(1);
  });

  test('keep their transaction together', () => {
    const ana = new OpWriter(7);
    const update = ana.write((ops) => {
      for (const n of [1, 2, 3]) ops.set(`aaaaaaaaaaaaaaaa.${n}`, addOp());
    });
    const { accepted } = admit(update, newLedger(), context);
    expect(accepted.map(({ opId, storedAt }) => [opId, storedAt])).toEqual(
      [1, 2, 3].map((n) => [`aaaaaaaaaaaaaaaa.${n}`, NOW]),
    );
  });
});

describe('known operations', () => {
  test('are dropped without a word, in flight as well as stored, alone or among new ones', () => {
    const ledger = newLedger();
    const ana = new OpWriter(7);
    const first = ana.next();
    offer(ledger, first);
    expect(offer(ledger, first)).toEqual({ accepted: 0, codes: [] });
    ana.next();
    expect(offer(ledger, ana.all)).toEqual({ accepted: 1, codes: [] });
    ledger.settle(admit(ana.next(), ledger, context).accepted.slice(0, 0));
    expect(offer(ledger, ana.all)).toEqual({ accepted: 0, codes: [] });
  });

  test('are recognised however their keys are ordered', () => {
    const ledger = newLedger();
    const [there, back] = [addOp(), Object.fromEntries(Object.entries(addOp()).reverse())].map((op) =>
      new OpWriter(7).write((ops) => ops.set('aaaaaaaaaaaaaaaa.1', op)),
    ) as [Uint8Array, Uint8Array];
    expect(there).not.toEqual(back);
    offer(ledger, there);
    expect(offer(ledger, back)).toEqual({ accepted: 0, codes: [] });
  });

  test('with other content are a conflict, and the first stays', () => {
    const ledger = newLedger();
    offer(ledger, new OpWriter(7).next({ qty: 1 }));
    const before = ledger.structAt(7, 0).slice();
    expect(offer(ledger, new OpWriter(7).next({ qty: 2 })).codes).toEqual(['conflict']);
    expect(ledger.structAt(7, 0)).toEqual(before);
  });
});

test('the part of a client after a refused operation is left out, and only the first reason given', () => {
  const ana = new OpWriter(7);
  ana.next();
  ana.next({ qty: -1 });
  ana.next();
  ana.next();
  const ledger = newLedger();
  expect(offer(ledger, Y.mergeUpdates([ana.all, new OpWriter(3).next()]))).toEqual({
    accepted: 2,
    codes: ['malformed'],
  });
  expect(ledger.nextClock(7)).toBe(1);
});

test('however updates are cut, repeated and mixed up, each operation is accepted once and in order', () => {
  const writers = [7, 8, 9].map((client) => new OpWriter(client));
  const updates = Array.from({ length: 30 }, (_, i) => (writers[i % 3] as OpWriter).next());
  const pick = fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 40 });
  fc.assert(
    fc.property(pick, (ranges) => {
      const ledger = newLedger();
      const accepted: string[] = [];
      for (const [a, b] of ranges) {
        const update = Y.mergeUpdates(updates.slice(Math.min(a, b), Math.max(a, b) + 1));
        for (const { client, clock } of admit(update, ledger, context).accepted)
          accepted.push(`${client}:${clock}`);
      }
      for (const record of admit(Y.mergeUpdates(updates), ledger, context).accepted) {
        accepted.push(`${record.client}:${record.clock}`);
      }
      expect(new Set(accepted).size).toBe(30);
      expect(accepted).toHaveLength(30);
      for (const client of [7, 8, 9]) {
        const clocks = accepted.filter((text) => text.startsWith(`${client}:`));
        expect(clocks).toEqual(clocks.map((_, clock) => `${client}:${clock}`));
      }
    }),
  );
});

test('a Skip between two parts does not make the second one valid', () => {
  const ana = new OpWriter(7);
  const [first, , third] = [ana.next(), ana.next(), ana.next()] as [Uint8Array, Uint8Array, Uint8Array];
  expect(offer(newLedger(), Y.mergeUpdates([first, third])).codes).toEqual(['malformed']);
  const structs = [first, third].map((update) => {
    const read = readLedgerUpdate(update);
    if (read.status === 'malformed') throw new Error(read.reason);
    return read.structs[0] as NonNullable<(typeof read.structs)[0]>;
  });
  const runs = structs.map(({ client, clock, bytes }) => ({ client, clock, count: 1, pieces: [bytes] }));
  expect(offer(newLedger(), encodeLedgerUpdate(runs))).toEqual({ accepted: 1, codes: ['gap'] });
});

test('an empty update, as a client with nothing to say sends it, is fine', () => {
  const empty = encoding.encode((encoder) => [0, 0].forEach((n) => encoding.writeVarUint(encoder, n)));
  expect(offer(newLedger(), empty)).toEqual({ accepted: 0, codes: [] });
});
