import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OpEvent } from '../../../protocol/events.ts';
import { FeedBuffer } from './feed-buffer.ts';

const event = (position: number): OpEvent => ({ position }) as OpEvent;
const positions = (events: readonly OpEvent[]): readonly number[] => events.map(({ position }) => position);

type Act =
  | { readonly kind: 'come'; readonly count: number; readonly again: number }
  | { readonly kind: 'pause' | 'resume' | 'clear' };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('come' as const), count: fc.nat(9), again: fc.nat(5) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const, 'clear' as const) }),
  },
);

test('pausing, resuming and clearing lose nothing within the limit and double nothing', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (acts, limit) => {
      let buffer = FeedBuffer.upTo(limit);
      let next = 0;
      /** By hand: what must be in sight, and what came during the pause. */
      let shown: number[] = [];
      let held: number[] | null = null;
      let letGo = 0;
      for (const each of acts) {
        if (each.kind === 'come') {
          const from = Math.max(0, next - each.again);
          const batch = Array.from({ length: next - from + each.count }, (_, index) => from + index);
          buffer = buffer.take(batch.map(event));
          const news = batch.filter((position) => position >= next);
          next += each.count;
          (held ?? shown).push(...news);
        } else {
          buffer = buffer[each.kind]();
          if (each.kind === 'pause') held ??= [];
          if (each.kind === 'clear') [shown, letGo] = [[], 0];
          if (each.kind === 'resume') [shown, held] = [[...shown, ...(held ?? [])], null];
        }
        for (const list of [shown, held ?? []]) letGo += list.splice(0, list.length - limit).length;
        expect(positions(buffer.shown)).toEqual(shown);
        expect(buffer.held === null ? null : positions(buffer.held)).toEqual(held);
        expect(buffer.letGo).toBe(letGo);
      }
    }),
    { numRuns: 500 },
  );
});

test('what is in sight stays as it is during a pause', () => {
  const before = FeedBuffer.upTo(3).take([0, 1, 2].map(event)).pause();
  const after = before.take([3, 4].map(event));
  expect(after.shown).toBe(before.shown);
  expect(after.waiting).toBe(2);
  expect(positions(after.resume().shown)).toEqual([2, 3, 4]);
});

test('nothing new is nothing changed', () => {
  const buffer = FeedBuffer.upTo(3).take([event(7)]);
  expect(buffer.take([event(6), event(7)])).toBe(buffer);
});
