import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { opsById } from '../../cart/digest.ts';
import { Fold } from '../../cart/fold.ts';
import { millisecondsOf } from '../../cart/hlc.ts';
import { Random } from '../../cart/testing/random.ts';
import { randomSteps, take } from '../../cart/testing/steps.ts';
import { World } from '../../cart/testing/world.ts';
import { viewCart, type CartView } from '../../cart/view.ts';
import type { RawOp } from '../../protocol/http.ts';
import { compareOps, timeOf } from './op-order.ts';
import { TimeTravel } from './time-travel.ts';

/** Operations of a cart that several people wrote, with clocks and networks that go wrong. */
function anyOps(seed: number): readonly RawOp[] {
  const world = new World(seed);
  for (const step of randomSteps(new Random(seed))) take(world, step);
  world.heal();
  return opsById(world.seats[0]?.replica.fold.ops ?? []) as unknown as readonly RawOp[];
}

/** The cart folded from nothing. */
function viewFromScratch(ops: readonly RawOp[], position: number): CartView {
  const fold = new Fold();
  const past = [...ops].sort(compareOps).slice(0, position);
  for (const { id, ...op } of past) fold.apply(id, op);
  const last = past.at(-1);
  return viewCart(fold, last ? millisecondsOf(timeOf(last)) : 0);
}

test('wherever somebody goes, and however much was made ready before, the cart is as folded from nothing', () => {
  const by = fc.oneof(fc.constantFrom(-1, -2, 1), fc.integer({ min: -80, max: 80 }));
  const step = fc.record({ by, idle: fc.nat(12) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.array(step, { maxLength: 30 }), (seed, steps) => {
      const ops = anyOps(seed);
      const waiting: (() => void)[] = [];
      const travel = new TimeTravel(ops, (run) => waiting.push(run));
      let position = ops.length;
      for (const { by: move, idle } of steps) {
        for (let n = 0; n < idle; n += 1) waiting.shift()?.();
        position = Math.min(ops.length, Math.max(0, position + move));
        expect(travel.viewAt(position)).toEqual(viewFromScratch(ops, position));
      }
    }),
    { numRuns: 60 },
  );
});

/** Operations that were read since the last time this was asked. */
function countingTravel(): {
  readonly travel: TimeTravel;
  readonly idle: () => void;
  readonly reads: () => number;
} {
  const ops = Array.from({ length: 900 }, (_, index) => {
    const at = `${String(index + 1).padStart(15, '0')}-00000`;
    return { id: `${'a'.repeat(16)}.${index + 1}`, kind: 'title', title: String(index), at, by: 'Ana' };
  }) as unknown as readonly RawOp[];
  const waiting: (() => void)[] = [];
  let count = 0;
  const travel = new TimeTravel(
    ops.map((op) => new Proxy(op, { ownKeys: (target) => ((count += 1), Reflect.ownKeys(target)) })),
    (run) => waiting.push(run),
  );
  return {
    travel,
    idle: () => {
      for (let run = waiting.shift(); run; run = waiting.shift()) run();
      count = 0;
    },
    reads: () => {
      const reads = count;
      count = 0;
      return reads;
    },
  };
}

test('forward costs the operations in between', () => {
  const { travel, reads } = countingTravel();
  travel.viewAt(500);
  reads();
  travel.viewAt(503);
  expect(reads()).toBe(3);
});

test('backward goes on from a fold that stands ready, and one that was used is made ready again', () => {
  const { travel, idle, reads } = countingTravel();
  travel.viewAt(900);
  for (let position = 899; position > 550; position -= 30) {
    idle();
    travel.viewAt(position);
    expect(reads()).toBeLessThanOrEqual(100);
  }
});

test('a key held down backward folds now and then, even when there is never any time in between', () => {
  const { travel, idle, reads } = countingTravel();
  travel.viewAt(900);
  idle();
  let folds = 0;
  for (let position = 899; position >= 0; position -= 1) {
    travel.viewAt(position);
    if (reads() > 0) folds += 1;
  }
  expect(folds).toBeLessThanOrEqual(38);
});

test('nothing is made ready any more once it has stopped', () => {
  const { travel, idle, reads } = countingTravel();
  travel.stop();
  idle();
  travel.viewAt(900);
  reads();
  travel.viewAt(899);
  expect(reads()).toBe(899);
});

test('a moment is after everything that was made up to it', () => {
  const { travel } = countingTravel();
  expect([
    travel.positionAt(0),
    travel.positionAt(1),
    travel.positionAt(450),
    travel.positionAt(5000),
  ]).toEqual([0, 1, 450, 900]);
});
