import { describe, expect, test } from 'vitest';
import { compareEntries } from './entry.ts';
import { Fold } from './fold.ts';
import type { OpId } from './ids.ts';
import { MAX_QUANTITY } from './op.ts';
import type { Replica } from './replica.ts';
import { restoreVersion } from './restore-version.ts';
import { accountOf, type AccountRow } from './testing/account.ts';
import { checkWorld, viewText } from './testing/check.ts';
import {
  add,
  apple,
  bread,
  clear,
  euro,
  note,
  NOON,
  Person,
  raw,
  remove,
  step,
  type,
} from './testing/people.ts';
import { Random } from './testing/random.ts';
import { histories, seed } from './testing/settings.ts';
import { randomSteps, take } from './testing/steps.ts';
import { SALE_END, World } from './testing/world.ts';
import { viewCart } from './view.ts';

const restoring = (replica: Replica, then: Fold): readonly OpId[] => {
  const result = replica.perform(restoreVersion(replica.fold, viewCart(then, 0), replica.nextId));
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
};

/** The cart of the first so many of the operations in order of time. */
function pastOf(fold: Fold, count: number): Fold {
  const past = new Fold();
  for (const { id, op } of [...fold.arrivals].sort(compareEntries).slice(0, count)) past.apply(id, op);
  return past;
}

/** What the account says of a row, without whose units they are, which lines, and the exact place. */
const content = ({ productId, options, qty, unitAmount, total, note: text }: AccountRow) =>
  [productId, options, qty, unitAmount, total, text].join(' | ');
const contents = (rows: readonly AccountRow[]) => rows.map(content).sort();

/** Order as people see it; the account has no opinion on equal places. */
const order = (fold: Fold) => {
  const { rows, later } = viewCart(fold, 0);
  return [rows, later].map((shelf) => shelf.map(({ key, name }) => `${name} ${key}`));
};

/** A healed world, whose clocks have gone past the one that was ahead. */
function anyWorld(number: number): World {
  const world = new World(number);
  for (const happening of randomSteps(new Random(number))) take(world, happening);
  world.heal();
  world.now += 1_000_000;
  return world;
}

const writtenIn = (world: World, ids: ReadonlySet<string>) =>
  [...world.written.values()].filter(({ id }) => ids.has(id));

test('whatever happened, the cart is again as an account of the first part of it says', () => {
  let compared = 0;
  for (let number = seed; number < seed + Math.min(histories, 150); number += 1) {
    const world = anyWorld(number);
    const random = new Random(number);
    const [seat] = world.seats as [World['seats'][number], ...World['seats'][number][]];
    const { fold } = seat.replica;
    const before = viewText(fold, 0);
    const then = pastOf(fold, random.below(fold.arrivals.length + 1));
    const steps = seat.replica.steps.done.length;
    world.write(seat, (replica) => restoring(replica, then));
    const isWritten = seat.replica.steps.done.length > steps;
    world.heal();

    for (const now of [SALE_END - 1, SALE_END]) {
      const should = accountOf(writtenIn(world, new Set(then.entries.keys())), now);
      const is = accountOf(writtenIn(world, seat.copy.ids), now);
      expect([number, contents(is.rows)]).toEqual([number, contents(should.rows)]);
      expect([number, contents(is.later)]).toEqual([number, contents(should.later)]);
      expect([is.title, is.coupons, is.units]).toEqual([should.title, should.coupons, should.units]);
      if (should.currency !== null) expect(is.currency).toBe(should.currency);
      expect(is.totals).toEqual(should.totals);
      compared += is.rows.length;
    }
    expect([number, order(fold)]).toEqual([number, order(then)]);
    checkWorld(world, random);

    expect([number, restoring(seat.replica, then)]).toEqual([number, []]);
    if (isWritten) seat.replica.undo();
    expect(viewText(fold, 0)).toBe(before);
  }
  expect(compared).toBeGreaterThan(100);
}, 120_000);

describe('what others do at the same time survives', () => {
  /** Ana and Ben have 2 apples; then came bread, and the apples became 5. */
  function started() {
    const [ana, ben] = [new Person('ana', 'a'), new Person('ben', 'b')];
    ana.do(add(2));
    const then = pastOf(ana.fold, 1);
    ana.do(step(3));
    ana.do(add(1, euro(300), bread));
    ana.meet(ben);
    return { ana, ben, then };
  }
  const rows = ({ view }: Person) => view.rows.map(({ name, qty }) => [name, qty]);

  test('units that are added, beside the quantity of then', () => {
    const { ana, ben, then } = started();
    ana.do((replica) => restoring(replica, then));
    ben.do(step(4));
    ana.meet(ben);
    expect(rows(ben)).toEqual([['Apple', 6]]);
  });

  test('units of what was not there then, with a note', () => {
    const { ana, ben, then } = started();
    ana.do((replica) => restoring(replica, then));
    ben.do(({ fold }) => ({
      ok: true,
      value: [{ kind: 'inc', line: viewCart(fold, 0).rows[1]?.lineIds[0] as OpId, delta: 1 }],
    }));
    ana.meet(ben);
    expect(rows(ana)).toEqual([
      ['Apple', 2],
      ['Bread', 1],
    ]);
    expect(ana.view.notes).toMatchObject([{ productName: 'Bread', qty: 1, removedBy: 'ana' }]);
  });

  test('a typed quantity, as a conflict that one tap settles', () => {
    const { ana, ben, then } = started();
    ana.do((replica) => restoring(replica, then));
    ben.now = NOON + 5;
    ben.do(type(9));
    ana.meet(ben);
    expect(ana.view.conflicts).toMatchObject([{ winner: { qty: 9 }, others: [{ qty: 2 }] }]);
  });
});

test('what is there anyway is left alone', () => {
  const ana = new Person('ana', 'a');
  for (const act of [add(2), note('ripe'), add(1, euro(300), bread)]) ana.do(act);
  const then = pastOf(ana.fold, 3);
  ana.do(({ fold }) => ({
    ok: true,
    value: [{ kind: 'inc', line: viewCart(fold, 0).rows[1]?.lineIds[0] as OpId, delta: 1 }],
  }));
  const ids = ana.do((replica) => restoring(replica, then));
  expect(ids.map((id) => ana.fold.entries.get(id)?.op)).toMatchObject([{ kind: 'set', qty: 1 }]);
});

test('a row of an emptied cart is new, with its note and its place', () => {
  const ana = new Person('ana', 'a');
  for (const act of [add(2), note('ripe'), add(1, euro(300), bread)]) ana.do(act);
  const then = pastOf(ana.fold, 3);
  ana.do(clear);
  const ids = ana.do((replica) => restoring(replica, then));
  expect(ids.map((id) => ana.fold.entries.get(id)?.op.kind)).toEqual([
    ...['add', 'note', 'add'],
    ...['place', 'place'],
  ]);
  expect(ana.view.rows).toMatchObject([
    { name: 'Apple', qty: 2, note: 'ripe' },
    { name: 'Bread', qty: 1, note: '' },
  ]);
});

test('a row that merging made larger than anybody may type is as large again', () => {
  const ana = new Person('ana', 'a');
  ana.do(
    raw(
      ...[apple, apple].map(
        (product) => ({ kind: 'add', product, price: euro(1), qty: MAX_QUANTITY }) as const,
      ),
    ),
  );
  const then = pastOf(ana.fold, 2);
  for (const act of [type(7), (replica: Replica) => restoring(replica, then)]) ana.do(act);
  expect(ana.view.rows).toMatchObject([{ name: 'Apple', qty: 2 * MAX_QUANTITY }]);
  ana.do(remove);
  ana.do((replica) => restoring(replica, then));
  expect(ana.view.rows).toMatchObject([{ qty: 2 * MAX_QUANTITY }]);
});
