import { expect, test } from 'vitest';
import { allOrNone, areAll, noneChosen, toggled, withRange } from './choosing.ts';

const keys = ['a', 'b', 'c', 'd'];

test('what is chosen is not any more when it is chosen again', () => {
  const once = toggled(noneChosen, 'b');
  expect([...once]).toEqual(['b']);
  expect([...toggled(once, 'b')]).toEqual([]);
});

test('a range goes from where one is, either way, and leaves what was chosen', () => {
  expect([...withRange(new Set(['a']), keys, 1, 3)].sort()).toEqual(keys);
  expect([...withRange(noneChosen, keys, 3, 2)].sort()).toEqual(['c', 'd']);
});

test('choosing all chooses the rest, and when nothing is left, none', () => {
  expect([...allOrNone(new Set(['a']), keys)]).toEqual(keys);
  expect([...allOrNone(new Set(keys), keys)]).toEqual([]);
});

test('of an empty table not all is chosen, though nothing is left', () => {
  expect(areAll(noneChosen, [])).toBe(false);
  expect(areAll(new Set(['z', ...keys]), keys)).toBe(true);
});
