import { expect, test } from 'vitest';
import type { OpId, Sid } from './ids.ts';
import { hasSeen, Horizon } from './version-vector.ts';

const [a, b] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb'] as [Sid, Sid];

test('a vector has seen everything of a session up to its ordinal', () => {
  expect([1, 2, 3].map((n) => hasSeen({ [a]: 2 }, a, n))).toEqual([true, true, false]);
  expect(hasSeen({ [a]: 2 }, b, 1)).toBe(false);
});

test('a horizon only grows', () => {
  const horizon = new Horizon();
  horizon.include(a, 3);
  horizon.include(a, 2);
  horizon.raise({ [a]: 1, [b]: 4 });
  expect([horizon.of(a), horizon.of(b)]).toEqual([3, 4]);
  expect(['.3', '.4'].map((n) => horizon.covers((a + n) as OpId))).toEqual([true, false]);
});

test('equal horizons read alike, whatever the order they grew in', () => {
  const [one, other] = [new Horizon(), new Horizon()];
  one.include(b, 1);
  one.include(a, 2);
  other.raise({ [a]: 2, [b]: 1 });
  expect(JSON.stringify(one.toVersionVector())).toBe(JSON.stringify(other.toVersionVector()));
  one.clear();
  expect(one.toVersionVector()).toEqual({});
});
