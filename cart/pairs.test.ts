import { describe, expect, test } from 'vitest';
import { addCoupon, removeCoupon } from './commands.ts';
import { Fold } from './fold.ts';
import { historyOf } from './history.ts';
import type { OpId } from './ids.ts';
import { viewText } from './testing/check.ts';
import {
  type Act,
  add,
  bread,
  clear,
  euro,
  moveFirst,
  NOON,
  note,
  Person,
  price,
  raw,
  redo,
  remove,
  saveForLater,
  step,
  title,
  type,
  undo,
  yen,
} from './testing/people.ts';
import { permutations } from './testing/permutations.ts';
import { allRows, viewCart } from './view.ts';

/*
 * What two people get who did something at once, without knowing of each other.
 *
 * Each case says by hand what must come out, and is run with Ana later, Ben later, and both at the same
 * millisecond (then Ben is later, as his session sorts after hers); for each, every order of arrival, with
 * duplicates, at Ana's, at Ben's, at Cara's who only looks on, and at a newcomer's who has nothing yet.
 */
interface Pair {
  readonly name: string;
  /** What all had seen before, in order. */
  readonly before?: readonly (readonly [who: 'ana' | 'ben', act: Act])[];
  readonly ana: readonly Act[];
  readonly ben: readonly Act[];
  /** Who Ben is; `ana` for Ana at another computer. */
  readonly benIs?: 'ana';
  readonly gives: Outcome | ((later: 'ana' | 'ben') => Outcome);
}

/** In words: rows as `Apple 5 at 100`, `later: …` for those saved for later, and what people are told. */
interface Outcome {
  readonly rows: readonly string[];
  /** Σ over the lines of each, below 0 too, ascending. */
  readonly raw?: readonly number[];
  readonly notes?: readonly string[];
  readonly conflicts?: readonly string[];
  /** What was done at once and what it did, in order of time. */
  readonly history?: readonly string[];
  readonly title?: string;
  readonly coupons?: readonly string[];
}

const threeApples = [['ana', add(3)]] as const;
const twoLines = [
  ['ana', add(3)],
  ['ben', add(2)],
] as const;
const firstOp = 'aaaaaaaaaaaaaaaa.1' as OpId;
const secondOp = 'aaaaaaaaaaaaaaaa.2' as OpId;

const pairs: readonly Pair[] = [
  {
    name: 'add ∥ add, same product: one row, summed',
    ...{ ana: [add(2)], ben: [add(3)] },
    gives: { rows: ['Apple 5 at 100'], raw: [2, 3] },
  },
  {
    name: 'add ∥ add, same product at other terms: two rows',
    ...{ ana: [add(2)], ben: [add(3, euro(90))] },
    gives: (later) => ({
      rows: later === 'ben' ? ['Apple 2 at 100', 'Apple 3 at 90'] : ['Apple 3 at 90', 'Apple 2 at 100'],
    }),
  },
  {
    name: 'inc ∥ inc: the sum',
    ...{ before: threeApples, ana: [step(2)], ben: [step(4)] },
    gives: { rows: ['Apple 9 at 100'] },
  },
  {
    name: 'inc ∥ dec: the sum',
    ...{ before: threeApples, ana: [step(2)], ben: [step(-1)] },
    gives: { rows: ['Apple 4 at 100'] },
  },
  {
    name: 'dec ∥ dec at 1: below nothing is nothing, and both are in the history',
    ...{ before: [['ana', add(1)]], ana: [step(-1)], ben: [step(-1)] },
    gives: (later) => ({
      rows: [],
      raw: [-1],
      history: later === 'ben' ? ['ana inc 1→0', 'ben inc 0→0'] : ['ben inc 1→0', 'ana inc 0→0'],
    }),
  },
  {
    name: 'set ∥ set: the later holds, never the sum; the other is shown',
    ...{ before: threeApples, ana: [type(5)], ben: [type(7)] },
    gives: (later) => ({
      rows: [later === 'ben' ? 'Apple 7 at 100' : 'Apple 5 at 100'],
      conflicts: [later === 'ben' ? '7 by ben, not 5 by ana' : '5 by ana, not 7 by ben'],
    }),
  },
  {
    name: 'set ∥ inc: set + inc',
    ...{ before: threeApples, ana: [type(5)], ben: [step(2)] },
    gives: { rows: ['Apple 7 at 100'] },
  },
  {
    name: 'set over a known set ∥ inc: no conflict with the older one',
    ...{ before: [...threeApples, ['ben', type(8)]], ana: [type(5)], ben: [step(2)] },
    gives: { rows: ['Apple 7 at 100'] },
  },
  {
    name: 'set ∥ add, same product: set + added',
    ...{ before: threeApples, ana: [type(5)], ben: [add(2)] },
    gives: { rows: ['Apple 7 at 100'], raw: [2, 5] },
  },
  {
    name: 'remove ∥ inc: only the units nobody had seen, and whose they are',
    ...{ before: threeApples, ana: [remove], ben: [step(2)] },
    gives: { rows: ['Apple 2 at 100'], notes: ['2 Apple kept for ben, ana: remove'] },
  },
  {
    name: 'remove ∥ inc and dec: what is left of them',
    ...{ before: threeApples, ana: [remove], ben: [step(2), step(-1)] },
    gives: { rows: ['Apple 1 at 100'], notes: ['1 Apple kept for ben, ana: remove'] },
  },
  {
    name: 'remove ∥ dec: nothing',
    ...{ before: threeApples, ana: [remove], ben: [step(-1)] },
    gives: { rows: [], raw: [-1] },
  },
  {
    name: 'remove ∥ set n: n, and whose',
    ...{ before: threeApples, ana: [remove], ben: [type(4)] },
    gives: { rows: ['Apple 4 at 100'], notes: ['4 Apple kept for ben, ana: remove'] },
  },
  {
    name: 'remove ∥ remove: as one',
    ...{ before: threeApples, ana: [remove], ben: [remove] },
    gives: { rows: [], raw: [0] },
  },
  ...(
    [
      ['price', price(euro(50))],
      ['note', note('ripe')],
      ['move', moveFirst],
      ['later', saveForLater(true)],
    ] as const
  ).map(([kind, act]) => ({
    name: `remove ∥ ${kind}: stays removed`,
    ...{ before: threeApples, ana: [remove], ben: [act] },
    gives: { rows: [], raw: [0] },
  })),
  {
    name: 'price ∥ inc: both',
    ...{ before: threeApples, ana: [price(euro(80))], ben: [step(2)] },
    gives: { rows: ['Apple 5 at 80'] },
  },
  {
    name: 'price ∥ set: both',
    ...{ before: threeApples, ana: [price(euro(80))], ben: [type(9)] },
    gives: { rows: ['Apple 9 at 80'] },
  },
  {
    name: 'price ∥ price: the later, and both are in the history',
    ...{ before: threeApples, ana: [price(euro(80))], ben: [price(euro(70))] },
    gives: (later) => ({
      rows: [later === 'ben' ? 'Apple 3 at 70' : 'Apple 3 at 80'],
      history: later === 'ben' ? ['ana price 3→3', 'ben price 3→3'] : ['ben price 3→3', 'ana price 3→3'],
    }),
  },
  {
    name: 'price ∥ add at the old price: two rows',
    ...{ before: threeApples, ana: [price(euro(80))], ben: [add(1)] },
    gives: { rows: ['Apple 3 at 80', 'Apple 1 at 100'] },
  },
  {
    name: 'clear ∥ add: the add survives; who cleared later is told',
    ...{ before: threeApples, ana: [clear], ben: [add(2, euro(100), bread)] },
    gives: (later) => ({
      rows: ['Bread 2 at 100'],
      notes: later === 'ben' ? [] : ['2 Bread kept for ben, ana: clear'],
    }),
  },
  {
    name: 'clear ∥ inc: the inc survives',
    ...{ before: threeApples, ana: [clear], ben: [step(2)] },
    gives: { rows: ['Apple 2 at 100'], notes: ['2 Apple kept for ben, ana: clear'] },
  },
  {
    name: 'clear ∥ set: the set survives',
    ...{ before: threeApples, ana: [clear], ben: [type(6)] },
    gives: { rows: ['Apple 6 at 100'], notes: ['6 Apple kept for ben, ana: clear'] },
  },
  {
    name: 'clear ∥ clear: as one',
    ...{ before: twoLines, ana: [clear], ben: [clear] },
    gives: { rows: [], raw: [0, 0] },
  },
  {
    name: 'clear ∥ undo of an older remove: the clear had seen the units too',
    ...{
      before: [...threeApples, ['ana', add(1, euro(100), bread)], ['ben', remove]],
      ana: [clear],
      ben: [undo],
    },
    gives: { rows: [], raw: [0, 0] },
  },
  {
    name: 'undo ∥ undo of one operation: undone once',
    ...{ before: [...threeApples, ['ana', step(2)]], benIs: 'ana' },
    ...{ ana: [raw({ kind: 'undo', of: secondOp })], ben: [raw({ kind: 'undo', of: secondOp })] },
    gives: { rows: ['Apple 3 at 100'] },
  },
  {
    name: 'undo ∥ undo, then a redo that knew of one: the other stands',
    ...{ before: [...threeApples, ['ana', step(2)]], benIs: 'ana' },
    ...{ ana: [undo, redo], ben: [raw({ kind: 'undo', of: secondOp })] },
    gives: { rows: ['Apple 3 at 100'] },
  },
  {
    name: "undo of somebody else's operation: has no effect",
    ...{ before: threeApples, ana: [step(1)], ben: [raw({ kind: 'undo', of: firstOp })] },
    gives: { rows: ['Apple 4 at 100'] },
  },
  {
    name: 'undo of a remove ∥ new add: restored units + new units',
    ...{ before: [...threeApples, ['ana', remove]], ana: [undo], ben: [add(2)] },
    gives: { rows: ['Apple 5 at 100'], raw: [2, 3] },
  },
  {
    name: "undo of an add ∥ inc: the line stays for the other's units",
    ...{ before: threeApples, ana: [undo], ben: [step(2)] },
    gives: { rows: ['Apple 2 at 100'] },
  },
  {
    name: 'undo of a set ∥ inc: back to what was, + inc',
    ...{ before: [...threeApples, ['ana', type(7)]], ana: [undo], ben: [step(2)] },
    gives: { rows: ['Apple 5 at 100'] },
  },
  {
    name: 'undo of a clear ∥ add: restored units + new units, and what was removed before stays so',
    ...{ before: [...threeApples, ['ana', add(1, euro(100), bread)], ['ben', remove], ['ana', clear]] },
    ...{ ana: [undo], ben: [add(2)] },
    gives: { rows: ['Bread 1 at 100', 'Apple 2 at 100'] },
  },
  {
    name: 'later ∥ inc: both',
    ...{ before: threeApples, ana: [saveForLater(true)], ben: [step(2)] },
    gives: { rows: ['later: Apple 5 at 100'] },
  },
  {
    name: 'later ∥ add, same product: the new units stay in the cart',
    ...{ before: threeApples, ana: [saveForLater(true)], ben: [add(2)] },
    gives: { rows: ['Apple 2 at 100', 'later: Apple 3 at 100'] },
  },
  {
    name: 'note ∥ note: the later',
    ...{ before: threeApples, ana: [note('ripe')], ben: [note('green')] },
    gives: (later) => ({ rows: [`Apple 3 at 100 (${later === 'ben' ? 'green' : 'ripe'})`] }),
  },
  {
    name: 'title ∥ title: the later',
    ...{ ana: [title('Ward')], ben: [title('Kitchen')] },
    gives: (later) => ({ rows: [], title: later === 'ben' ? 'Kitchen' : 'Ward' }),
  },
  {
    name: 'coupon ∥ uncoupon: the later',
    before: [['ana', () => addCoupon('SPRING')]],
    ...{ ana: [() => addCoupon('SPRING')], ben: [({ fold }) => removeCoupon(fold, 'SPRING')] },
    gives: (later) => ({ rows: [], coupons: later === 'ben' ? [] : ['SPRING'] }),
  },
  {
    name: 'euros ∥ yen: both rows, each currency with its total',
    ...{ ana: [add(1)], ben: [add(1, yen(500), bread)] },
    gives: (later) => ({
      rows: later === 'ben' ? ['Apple 1 at 100', 'Bread 1 at 500'] : ['Bread 1 at 500', 'Apple 1 at 100'],
    }),
  },
  {
    name: 'a row of two lines, step ∥ remove: nothing comes back',
    ...{ before: twoLines, ana: [step(-4)], ben: [remove] },
    gives: { rows: [], raw: [-2, -2] },
  },
  {
    name: 'a row of two lines, set ∥ set: the later, never the sum',
    ...{ before: twoLines, ana: [type(6)], ben: [type(8)] },
    gives: (later) => ({
      rows: [later === 'ben' ? 'Apple 8 at 100' : 'Apple 6 at 100'],
      conflicts: [later === 'ben' ? '8 by ben, not 6 by ana' : '6 by ana, not 8 by ben'],
    }),
  },
  {
    name: 'a row of two lines, set ∥ inc: set + inc',
    ...{ before: twoLines, ana: [type(6)], ben: [step(1)] },
    gives: { rows: ['Apple 7 at 100'] },
  },
];

const moments = [
  ['Ana later', 2000, 1000],
  ['Ben later', 1000, 2000],
  ['at the same moment', 1000, 1000],
] as const;

describe.each(pairs.map((pair) => [pair.name, pair] as const))('%s', (_name, pair) => {
  test.each(moments)('%s', (_when, anaAfter, benAfter) => {
    const ana = new Person('ana', 'a');
    const ben = new Person(pair.benIs ?? 'ben', 'b');
    const both = { ana, ben };
    for (const [index, [who, act]] of (pair.before ?? []).entries()) {
      ana.now = ben.now = NOON + index;
      both[who].do(act);
      ana.meet(ben);
    }
    const past = [...ana.messages, ...ben.messages];
    const [anaHad, benHad] = [ana.messages.length, ben.messages.length];
    ana.now = NOON + anaAfter;
    ben.now = NOON + benAfter;
    for (const act of pair.ana) ana.do(act);
    for (const act of pair.ben) ben.do(act);
    const anas = ana.messages.slice(anaHad);
    const bens = ben.messages.slice(benHad);
    ana.meet(ben);

    const given =
      typeof pair.gives === 'function' ? pair.gives(anaAfter > benAfter ? 'ana' : 'ben') : pair.gives;
    const outcome = { notes: [], conflicts: [], ...given };
    const text = viewText(ana.fold, NOON);
    const expectSame = (fold: Fold) => {
      // Only on failure: `expect` thousands of times is slow.
      if (viewText(fold, NOON) !== text) expect(viewText(fold, NOON)).toBe(text);
    };
    expect(tell(ana.fold, outcome)).toEqual(outcome);

    for (const order of permutations([...ana.fold.ops])) {
      const fold = new Fold();
      for (const [id, op] of twice(order)) fold.apply(id, op);
      expectSame(fold);
    }

    const copies = [
      { has: [...past, ...anas], lacks: bens },
      { has: [...past, ...bens], lacks: anas },
      { has: past, lacks: [...anas, ...bens] },
      { has: [], lacks: [...past, ...anas, ...bens] },
    ];
    for (const { has, lacks } of copies) {
      for (const order of permutations(lacks)) {
        const copy = new Person('cara', 'c', has);
        copy.receive(...twice(order));
        expectSame(copy.fold);
      }
    }
  });
});

/** Each item, and again later: the first half after the half, all at the end. */
const twice = <T>(items: readonly T[]): readonly T[] => {
  const half = items.slice(0, Math.ceil(items.length / 2));
  return [...half, ...half, ...items.slice(half.length), ...items];
};

/** The outcome in the words of the table, as far as the expected one speaks of it. */
function tell(fold: Fold, { raw, history, title, coupons }: Outcome): Outcome {
  const view = viewCart(fold, NOON);
  const rows = allRows(view).map(
    (row) =>
      `${row.isLater ? 'later: ' : ''}${row.name} ${row.qty} at ${row.unitAmount}${row.note && ` (${row.note})`}`,
  );
  const notes = view.notes.map(
    (item) =>
      `${item.qty} ${item.productName} kept for ${item.keptFor.join()}, ${item.removedBy}: ${item.removalKind}`,
  );
  const conflicts = view.conflicts.map(({ winner, others }) =>
    [`${winner.qty} by ${winner.by}`, ...others.map(({ qty, by }) => `not ${qty} by ${by}`)].join(', '),
  );
  const recent = historyOf(fold).filter(({ time }) => time >= NOON + 1000);
  return {
    rows,
    ...(raw && { raw: [...fold.lines.values()].map((line) => line.raw).sort((a, b) => a - b) }),
    notes,
    conflicts,
    ...(history && {
      history: recent.map(({ by, kind, before, after }) => `${by} ${kind} ${before}→${after}`),
    }),
    ...(title !== undefined && { title: view.title }),
    ...(coupons && { coupons: view.coupons }),
  };
}
