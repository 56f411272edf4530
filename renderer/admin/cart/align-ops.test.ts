import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RawOp } from '../../../protocol/http.ts';
import { alignOps, type OpRow } from './align-ops.ts';
import { sideNames, type BySide } from './sides.ts';

const op = (id: string, at: number, qty = 1): RawOp =>
  ({ id, kind: 'add', at: `${String(at).padStart(15, '0')}-00000`, by: 'Ana', qty }) as unknown as RawOp;
const none = [] as const;
const ids = (rows: readonly OpRow[]): string => rows.map(({ id }) => id).join(' ');

test('operations are in order of time, then of id; those without a time come first', () => {
  const timeless = { id: 'z.1', kind: 'add' } as unknown as RawOp;
  const relay = [op('b.1', 5), op('a.2', 5), op('c.1', 2), timeless];
  expect(ids(alignOps({ desktop: null, relay, database: null }, none))).toBe('z.1 c.1 a.2 b.1');
});

test('each side has the operation, another version of it, or not; one that was not read is not known to lack it', () => {
  const rows = alignOps(
    { desktop: null, relay: [op('a.1', 1), op('a.2', 2)], database: [op('a.1', 1, 9), op('x.1', 3)] },
    none,
  );
  expect(rows.map(({ presence }) => presence)).toEqual([
    { desktop: 'unknown', relay: 'same', database: 'different' },
    { desktop: 'unknown', relay: 'same', database: 'absent' },
    { desktop: 'unknown', relay: 'absent', database: 'same' },
  ]);
  expect(rows.every(({ isDifferent }) => isDifferent)).toBe(true);
  expect(rows[0]?.op['qty']).toBe(1);
});

test('the order of fields is no difference; a damaged row is', () => {
  const relay = [op('a.1', 1), op('a.2', 2)];
  const database = relay.map((one) => Object.fromEntries(Object.entries(one).reverse()) as RawOp);
  const rows = alignOps({ desktop: relay, relay, database }, ['a.2']);
  expect(rows.map(({ isDifferent, isDamaged }) => [isDifferent, isDamaged])).toEqual([
    [false, false],
    [true, true],
  ]);
});

/** A side's operations as ordinal → version, of few of each, so that they meet. */
const anySide = fc.option(fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5'), fc.nat(2)), { nil: null });

test('for any sides, every operation is there once, and each side is told as it is', () => {
  fc.assert(
    fc.property(anySide, anySide, anySide, (desktop, relay, database) => {
      const contents = { desktop, relay, database };
      const opsOf = (side: typeof desktop) =>
        side && Object.entries(side).map(([n, qty]) => op(`s.${n}`, 9 - Number(n), qty));
      const sides = Object.fromEntries(sideNames.map((name) => [name, opsOf(contents[name])]));
      const rows = alignOps(sides as unknown as BySide<readonly RawOp[] | null>, none);

      const all = new Set([desktop, relay, database].flatMap((side) => Object.keys(side ?? {})));
      expect(ids(rows)).toBe(
        [...all]
          .sort((a, b) => Number(b) - Number(a))
          .map((n) => `s.${n}`)
          .join(' '),
      );
      for (const { id, op: reference, presence, versions, isDifferent } of rows) {
        const n = id.slice(2);
        const values = [desktop, relay, database].filter((side) => side !== null).map((side) => side[n]);
        expect(isDifferent).toBe(new Set(values).size > 1);
        for (const name of sideNames) {
          const side = contents[name];
          const value = side?.[n];
          const isSame = value === reference['qty'];
          const told = value === undefined ? 'absent' : isSame ? 'same' : 'different';
          expect(presence[name]).toBe(side === null ? 'unknown' : told);
          expect(versions[name]?.['qty']).toBe(value);
        }
      }
    }),
  );
});
