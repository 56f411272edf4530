import { describe, expect, test } from 'vitest';
import type { Fold } from './fold.ts';
import { LiveView } from './live-view.ts';
import { largeCart, load } from './testing/large-cart.ts';
import { add, apple, bread, clear, euro, moveFirst, NOON, Person, step, undo } from './testing/people.ts';
import { Random } from './testing/random.ts';
import { histories, seed } from './testing/settings.ts';
import { randomSteps, take } from './testing/steps.ts';
import { SALE_END, World } from './testing/world.ts';
import { viewCart } from './view.ts';

declare const performance: { now(): number };

/*
 * The plain computation is the oracle: after each step of a random history, in every window, both views must be the
 * same. Histories have clears, undos, restarts, operations that come late and a sale that ends; the clock also goes
 * back, as the relay's may.
 */
test(
  'in random histories it is at every moment what the plain computation gives',
  { timeout: 300_000 },
  () => {
    for (let next = seed; next < seed + Math.ceil(histories / 20); next += 1) {
      const random = new Random(next);
      const world = new World(next);
      const views = new Map<Fold, LiveView>();
      const compare = () => {
        const now = random.pick([world.now, SALE_END - 1, SALE_END]);
        for (const { replica } of world.seats) {
          const { fold } = replica;
          const view = views.get(fold) ?? new LiveView(fold);
          views.set(fold, view);
          // Sometimes several changes at once.
          if (random.below(3) > 0) expect(view.at(now), `seed ${next}`).toEqual(viewCart(fold, now));
        }
      };
      for (const one of randomSteps(random)) {
        take(world, one);
        compare();
      }
      world.heal();
      compare();
    }
  },
);

describe('what has not changed', () => {
  const ana = new Person('ana', 'a');
  const view = new LiveView(ana.fold);
  for (const product of [apple, bread]) ana.do(add(1, euro(100), product));

  test('stays the same objects', () => {
    const before = view.at(NOON);
    ana.do(step(2));
    const after = view.at(NOON);
    expect(after.rows[0]).not.toBe(before.rows[0]);
    expect(after.rows[1]).toBe(before.rows[1]);
    expect(after.later).toBe(before.later);
    expect(view.at(NOON).rows).toBe(after.rows);
  });

  test('earlier views stay as they were', () => {
    const before = view.at(NOON);
    const names = before.rows.map(({ name }) => name);
    ana.do(moveFirst);
    expect(view.at(NOON).rows.map(({ name }) => name)).toEqual(names.toReversed());
    ana.do(clear);
    expect(view.at(NOON).rows).toEqual([]);
    ana.do(undo);
    expect(view.at(NOON).rows).toHaveLength(2);
    expect(before.rows.map(({ name }) => name)).toEqual(names);
  });
});

test('one more change costs a small part of a whole view', () => {
  const random = new Random(3);
  const { fold, ...replica } = loaded(random);
  const view = new LiveView(fold);
  view.at(NOON);
  const timed = (run: () => unknown): number => {
    const begin = performance.now();
    run();
    return performance.now() - begin;
  };
  const [whole, part] = [[], []] as [number[], number[]];
  for (let round = 0; round < 15; round += 1) {
    replica.change();
    part.push(timed(() => view.at(NOON)));
    whole.push(timed(() => viewCart(fold, NOON)));
  }
  expect(Math.min(...part)).toBeLessThan(Math.min(...whole) / 4);
});

function loaded(random: Random) {
  const replica = load(largeCart(10_000), random);
  const { fold } = replica;
  const change = () => {
    const line = [...fold.live][random.below(fold.live.size)];
    if (line) replica.perform({ ok: true, value: [{ kind: 'inc', line: line.id, delta: 1 }] });
  };
  return { fold, change };
}
