import * as commands from '../commands.ts';
import type { LineId, OpId } from '../ids.ts';
import type { OpBody, Price, Product } from '../op.ts';
import type { Replica } from '../replica.ts';
import { ok } from '../result.ts';
import { allRows, viewCart } from '../view.ts';
import type { Random } from './random.ts';
import { SALE_END, type World } from './world.ts';

/**
 * One thing that happens in a history: what, to whom, and two numbers that choose the rest.
 *
 * A step means something in any world, so leaving some out still gives a history: that is how a failing one
 * is made small.
 */
export interface Step {
  readonly verb: Verb;
  readonly seat: number;
  readonly a: number;
  readonly b: number;
}

/** Somebody writing; gives the ids of what was written. */
type Act = (replica: Replica, a: number, b: number) => readonly OpId[];

/** Something that happens to networks, disks and clocks. */
type Event = (world: World, seat: number, a: number, b: number) => void;

const euro = (amount: number): Price => ({ amount, currency: 'EUR' });
const prices: readonly Price[] = [
  ...[euro(100), euro(100), euro(100), euro(130)],
  { ...euro(80), was: 100, until: SALE_END },
  { amount: 100, currency: 'JPY' },
];
const products: readonly Product[] = [
  { id: 'apple', name: 'Apple' },
  { id: 'tea', name: 'Tea', options: { size: 'L', organic: 'yes' } },
  { id: 'tea', name: 'Tea', options: { organic: 'yes', size: 'L' } },
];
const deltas = [1, 2, 5, -1, -1, -3];
const codes = ['SPRING', 'FREE'];

/** One of them, or `undefined` when there are none. */
const oneOf = <T>(items: Iterable<T>, index: number): T | undefined => {
  const all = [...items];
  return all[index % (all.length || 1)];
};

function perform(replica: Replica, command: commands.Command): readonly OpId[] {
  const result = replica.perform(command);
  return result.ok ? result.value : [];
}

/** Writes an operation as it is, past the checks of the commands, as another program might. */
const raw = (replica: Replica, body: object): readonly OpId[] => perform(replica, ok([body as OpBody]));

/** A command on one of the rows that this person sees. */
const onRow =
  (command: (replica: Replica, lineIds: readonly LineId[], b: number) => commands.Command): Act =>
  (replica, a, b) => {
    const row = oneOf(allRows(viewCart(replica.fold, 0)), a);
    return row ? perform(replica, command(replica, row.lineIds, b)) : [];
  };

/** An operation on any line, whether or not it has units. */
const onLine =
  (body: (line: LineId, b: number) => object): Act =>
  (replica, a, b) => {
    const line = oneOf(replica.fold.lines.values(), a);
    if (!line) return [];
    const written = body(line.id, b);
    return raw(replica, 'seen' in written ? { ...written, seen: line.observed } : written);
  };

/** An undo or redo of any operation: of one's own, which counts, or of somebody else's, which does not. */
const onOperation =
  (body: (replica: Replica, of: OpId) => object): Act =>
  (replica, a, b) => {
    const { entries } = replica.fold;
    const own = [...entries.values()].filter((entry) => entry.op.by === replica.user);
    const target = oneOf(b % 5 === 0 ? entries.values() : own, a);
    return target ? raw(replica, body(replica, target.id)) : [];
  };

const acts = {
  add: (replica, a, b) => {
    const [product, price] = [oneOf(products, a) as Product, oneOf(prices, b) as Price];
    const qty = 1 + (a % 4);
    // Mixed currencies are refused here, but two people may well mix them apart from each other.
    return perform(replica, commands.addLine(replica.fold, product, price, qty));
  },
  step: onRow(({ fold }, lineIds, b) => commands.stepLines(fold, lineIds, oneOf(deltas, b) as number)),
  increment: onLine((line, b) => ({ kind: 'inc', line, delta: oneOf(deltas, b) })),
  type: onRow(({ fold }, lineIds, b) => commands.setLines(fold, lineIds, b % 7)),
  set: onLine((line, b) => ({ kind: 'set', line, qty: b % 7, seen: {} })),
  remove: onRow(({ fold }, lineIds) => commands.removeLines(fold, lineIds)),
  removeAny: onLine((line) => ({ kind: 'remove', line, seen: {} })),
  clear: (replica) => perform(replica, commands.clearCart(replica.fold)),
  price: onRow(({ fold }, lineIds, b) => commands.setPrice(fold, lineIds, oneOf(prices, b) as Price)),
  note: onRow(({ fold }, lineIds, b) => commands.setNote(fold, lineIds, `note ${b % 3}`)),
  later: onRow(({ fold }, lineIds, b) => commands.setLater(fold, lineIds, b % 3 > 0)),
  move: onRow(({ fold }, lineIds, b) => {
    const places = viewCart(fold, 0).rows.map((row) => row.place);
    const gap = b % (places.length + 1);
    return commands.moveLines(fold, lineIds, { before: places[gap - 1] ?? null, after: places[gap] ?? null });
  }),
  title: (replica, _, b) => perform(replica, commands.setTitle(`title ${b % 3}`)),
  currency: (replica, _, b) => perform(replica, commands.setCurrency(replica.fold, b % 2 ? 'EUR' : 'JPY')),
  coupon: (replica, _, b) => perform(replica, commands.addCoupon(oneOf(codes, b) as string)),
  uncoupon: (replica, _, b) => {
    const code = oneOf(replica.fold.coupons, b);
    return code === undefined ? [] : perform(replica, commands.removeCoupon(replica.fold, code));
  },
  undo: (replica) => replica.undo(),
  redo: (replica) => replica.redo(),
  undoAny: onOperation((_, of) => ({ kind: 'undo', of })),
  redoAny: onOperation(({ fold }, of) => ({ kind: 'redo', of, seen: fold.undo.undosOf(of) })),
  /** From a later version. */
  unknown: (replica) => raw(replica, { kind: 'gift', wrap: ['red', null] }),
  /** From a broken program: no step is 0 units. */
  broken: onLine((line) => ({ kind: 'inc', line, delta: 0 })),
} satisfies Record<string, Act>;

const at = (world: World, index: number) => world.seats[index % world.seats.length] as World['seats'][number];

const events = {
  deliver: (world, seat, a, b) =>
    world.deliver(at(world, seat), a, b % 8 === 0 ? 'dropped' : b % 4 === 0 ? 'kept' : 'taken'),
  sync: (world, seat, a, b) => {
    world.sync(at(world, seat), at(world, a));
    if (b % 2) world.sync(at(world, a), at(world, seat));
  },
  cut: (world, _, a) => world.cut((index) => ((a >> index) & 1) === 1),
  save: (world, seat) => world.save(at(world, seat)),
  restart: (world, seat, a) => {
    if (a % 2) world.save(at(world, seat));
    world.restart(at(world, seat));
  },
  backUp: (world, seat) => world.backUp(at(world, seat)),
  restore: (world, seat) => world.restore(at(world, seat)),
  wait: (world, _, a) => {
    world.now += oneOf([1, 1, 1, 50, 60_000, 400_000], a) as number;
  },
} satisfies Record<string, Event>;

type Verb = keyof typeof acts | keyof typeof events;

/** How often each happens, beside the others. */
const weights: Readonly<Record<Verb, number>> = {
  ...{ add: 8, step: 8, increment: 6, type: 4, set: 4, remove: 4, removeAny: 2, clear: 2 },
  ...{ price: 2, note: 1, later: 2, move: 1, title: 1, currency: 1, coupon: 1, uncoupon: 2 },
  ...{ undo: 5, redo: 3, undoAny: 3, redoAny: 2, unknown: 1, broken: 1 },
  ...{ deliver: 16, sync: 10, cut: 2, save: 3, restart: 2, backUp: 1, restore: 1, wait: 5 },
};
const urn = (Object.keys(weights) as Verb[]).flatMap((verb) => Array<Verb>(weights[verb]).fill(verb));

/** A history of 10 to 70 steps. It opens with adds that most have seen: there must be something to do. */
export function randomSteps(random: Random): readonly Step[] {
  const step = (verb: Verb): Step => ({ verb, seat: random.below(4), a: random.bits(), b: random.bits() });
  const length = 10 + random.below(60);
  return [step('add'), ...Array.from({ length }, () => step(random.pick(urn)))];
}

export function take(world: World, { verb, seat, a, b }: Step): void {
  if (verb in acts) {
    world.write(at(world, seat), (replica) => (acts as Record<string, Act>)[verb]?.(replica, a, b) ?? []);
  } else (events as Record<string, Event>)[verb]?.(world, seat, a, b);
}
