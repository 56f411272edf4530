import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Fold } from '../../cart/fold.ts';
import type { CartId, OpId } from '../../cart/ids.ts';
import { defaultLimits } from '../../protocol/limits.ts';
import { admit } from './admission.ts';
import { CartLedger } from './cart-ledger.ts';
import { addOp } from '../testing/new-client.ts';
import { OpWriter } from '../testing/op-writer.ts';

const context = {
  now: 1_763_000_060_000,
  limits: defaultLimits,
  user: null,
  owners: { ownerOf: () => null },
  maxNewClients: 100_000,
  recovery: null,
};
const newLedger = () => new CartLedger('kitchen' as CartId);
const offer = (ledger: CartLedger, update: Uint8Array) => {
  const { accepted, refusals } = admit(update, ledger, context);
  return { accepted: accepted.map(({ opId }) => opId), codes: refusals.map(({ code }) => code) };
};

const VICTIM = '7777777777777777';
const ATTACKER = '6666666666666666';
const stamp = { at: '001763000000001-00000', by: 'Mallory' };
/** What somebody could write to harm the victim's second operation, before it is written. */
const foresighted: Record<string, object> = {
  'a clear that has seen it': { kind: 'clear', seen: { [VICTIM]: 1_000 } },
  'a step down on its line': { kind: 'inc', line: `${VICTIM}.2`, delta: -999_999 },
  'a removal that has seen it': { kind: 'remove', line: `${VICTIM}.2`, seen: { [VICTIM]: 2 } },
  'a set of its line to nothing that has seen it': {
    kind: 'set',
    line: `${VICTIM}.2`,
    qty: 0,
    seen: { [VICTIM]: 2 },
  },
  'an undo of it in its author’s name': { kind: 'undo', of: `${VICTIM}.2`, by: 'Ana' },
};

describe('what is written against an operation that is not there yet', () => {
  test.each(Object.entries(foresighted))('%s would do harm, and is refused', (_, attack) => {
    const fold = new Fold();
    fold.apply(`${VICTIM}.1` as OpId, addOp());
    fold.apply(`${ATTACKER}.1` as OpId, { ...stamp, ...attack });
    fold.apply(`${VICTIM}.2` as OpId, addOp({ product: { id: '2', name: 'second' } }));
    expect([...fold.live].map(({ id }) => id)).not.toContain(`${VICTIM}.2`);

    const ledger = newLedger();
    const victim = new OpWriter(7);
    offer(
      ledger,
      victim.write((ops) => ops.set(`${VICTIM}.1`, addOp())),
    );
    const attacker = new OpWriter(66);
    const forged = attacker.write((ops) => ops.set(`${ATTACKER}.1`, { ...stamp, ...attack }));
    expect(offer(ledger, forged)).toEqual({ accepted: [], codes: ['gap'] });
  });

  test('a redo that has seen undos to come', () => {
    const ledger = newLedger();
    const ana = new OpWriter(7);
    ana.write((ops) => ops.set(`${VICTIM}.1`, addOp()));
    ana.write((ops) =>
      ops.set(`${VICTIM}.2`, { ...stamp, kind: 'redo', of: `${VICTIM}.1`, seen: { [ATTACKER]: 9 } }),
    );
    expect(offer(ledger, ana.all)).toEqual({ accepted: [`${VICTIM}.1`], codes: ['gap'] });
  });

  test('an operation that names itself is never there', () => {
    const self = { ...stamp, kind: 'inc', line: `${ATTACKER}.1`, delta: 1 };
    const forged = new OpWriter(66).write((ops) => ops.set(`${ATTACKER}.1`, self));
    expect(offer(newLedger(), forged)).toEqual({ accepted: [], codes: ['gap'] });
  });

  test('may be anything in fields that mean nothing for its kind', () => {
    const strange = addOp({ line: `${VICTIM}.9`, of: 5, seen: { [VICTIM]: 1_000 } });
    expect(
      offer(
        newLedger(),
        new OpWriter(66).write((ops) => ops.set(`${ATTACKER}.1`, strange)),
      ).codes,
    ).toEqual([]);
  });
});

/** Sessions of a chain of clients, each of whom names what the one before wrote. */
const sid = (client: number) => client.toString(16).padStart(16, '0');
function writeChain(clients: readonly number[]): Uint8Array {
  return Y.mergeUpdates(
    clients.map((client, i) =>
      new OpWriter(client).write((ops) => {
        const before = clients[i - 1];
        const op = before === undefined ? addOp() : { ...stamp, kind: 'clear', seen: { [sid(before)]: 1 } };
        ops.set(`${sid(client)}.1`, op);
      }),
    ),
  );
}

const clientsUpTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** An update, how many operations there are in it, and which of them is to be accepted last. */
interface Written {
  readonly update: Uint8Array;
  readonly ops: number;
  readonly last: string;
}

/** Above what `growth` gives for a cost by length, which is some more than 8 as memory is tidied up, and well below 64. */
const BETWEEN = 24;

/**
 * How many times as much it costs to take in what eight times as many clients wrote: about 8 for what costs its
 * length, and 64 for what costs the square of that.
 */
function growth(write: (clients: number) => Written): number {
  const sizes = [500, 4_000].map((clients) => ({ ...write(clients), cost: Infinity }));
  for (let round = 0; round < 8; round += 1) {
    for (const size of sizes) {
      const started = process.cpuUsage();
      const { accepted } = offer(newLedger(), size.update);
      // The processor's time, which others' work is no part of; and the least of it, once everything is compiled.
      const { user, system } = process.cpuUsage(started);
      size.cost = Math.min(size.cost, user + system);
      expect(accepted).toHaveLength(size.ops);
      expect(accepted.at(-1)).toBe(size.last);
    }
  }
  const [small = 0, large = 0] = sizes.map(({ cost }) => cost);
  return large / small;
}

describe('within one update', () => {
  test.each([
    ['as Yjs sorts them', [9, 8, 7]],
    ['the other way round', [7, 8, 9]],
    ['mixed', [8, 9, 7]],
  ])('clients may name each other, %s', (_, clients) => {
    const { accepted, codes } = offer(newLedger(), writeChain(clients));
    expect(codes).toEqual([]);
    expect(accepted).toEqual(clients.map((client) => `${sid(client)}.1`));
  });

  test('a chain of thousands the wrong way round costs what it is long', () => {
    const chain = (count: number) => {
      const update = writeChain(clientsUpTo(count));
      return { update, ops: count, last: `${sid(count)}.1` };
    };
    expect(growth(chain)).toBeLessThan(BETWEEN);
  });

  test('an operation that names thousands, each of which comes later, costs what it is long', () => {
    const named = (count: number) => {
      const clients = clientsUpTo(count);
      // In the order in which they will come, so that it waits for each.
      const seen = Object.fromEntries(clients.toReversed().map((client) => [sid(client), 1]));
      const clear = new OpWriter(5_000_000).write((ops) =>
        ops.set(`${ATTACKER}.1`, { ...stamp, kind: 'clear', seen }),
      );
      const others = clients.map((client) =>
        new OpWriter(client).write((ops) => ops.set(`${sid(client)}.1`, addOp())),
      );
      return { update: Y.mergeUpdates([clear, ...others]), ops: count + 1, last: `${ATTACKER}.1` };
    };
    expect(growth(named)).toBeLessThan(BETWEEN);
  });

  test('two that name each other are both refused', () => {
    const [a, b] = [1, 2].map((client, _, both) =>
      new OpWriter(client).write((ops) =>
        ops.set(`${sid(client)}.1`, {
          ...stamp,
          kind: 'clear',
          seen: { [sid(3 - client)]: both.length - 1 },
        }),
      ),
    ) as [Uint8Array, Uint8Array];
    expect(offer(newLedger(), Y.mergeUpdates([a, b]))).toEqual({ accepted: [], codes: ['gap', 'gap'] });
  });

  test('what waited for a refused operation is a gap, and the rest goes on', () => {
    const bad = new OpWriter(3).write((ops) => ops.set(`${sid(3)}.1`, addOp({ qty: -1 })));
    const after = new OpWriter(9).write((ops) =>
      ops.set(`${sid(9)}.1`, { ...stamp, kind: 'clear', seen: { [sid(3)]: 1 } }),
    );
    const other = new OpWriter(5).next();
    const { accepted, codes } = offer(newLedger(), Y.mergeUpdates([bad, after, other]));
    expect(accepted).toHaveLength(1);
    expect([...codes].sort()).toEqual(['gap', 'malformed']);
  });

  test('any history that honest clients wrote together is accepted in any one update, causes first', () => {
    const steps = fc.array(fc.tuple(fc.nat(3), fc.boolean()), { minLength: 1, maxLength: 30 });
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 32 - 1 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(steps, ids, (writes, clients) => {
        const docs = clients.map((client) => new OpWriter(client).doc);
        const counts = [0, 0, 0, 0];
        for (const [who, isSynced] of writes) {
          const doc = docs[who] as Y.Doc;
          if (isSynced) for (const other of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
          counts[who] = (counts[who] ?? 0) + 1;
          const seen: Record<string, number> = {};
          for (const id of doc.getMap('ops').keys()) {
            const [session = '', n] = id.split('.');
            seen[session] = Math.max(seen[session] ?? 0, Number(n));
          }
          const op = Object.keys(seen).length > 0 ? { ...stamp, kind: 'clear', seen } : addOp();
          doc.getMap('ops').set(`${sid(clients[who] as number)}.${counts[who]}`, op);
        }
        const all = new Y.Doc();
        for (const doc of docs) Y.applyUpdate(all, Y.encodeStateAsUpdate(doc));
        const { accepted, codes } = offer(newLedger(), Y.encodeStateAsUpdate(all));
        expect(codes).toEqual([]);
        expect(accepted).toHaveLength(writes.length);
      }),
    );
  });
});
