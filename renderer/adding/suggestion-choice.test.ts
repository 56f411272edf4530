import { expect, test } from 'vitest';
import type { Suggestion } from '../catalogue/suggest.ts';
import { completionOf, nextChoice } from './suggestion-choice.ts';

const suggestions = ['Milk 1 l', 'Milk chocolate'].map(
  (name) => ({ product: { name }, isStarred: false, isUsed: false }) as Suggestion,
);
const completed = (highlighted: number, typed: string) =>
  completionOf(suggestions, highlighted, typed)?.product.name ?? null;

test('arrows go round, and what was typed is one of the stops', () => {
  const down = [-1, 0, 1, 2].map((at) => nextChoice(at, 3, 1));
  expect(down).toEqual([0, 1, 2, -1]);
  const up = [-1, 0, 1, 2].map((at) => nextChoice(at, 3, -1));
  expect(up).toEqual([2, -1, 0, 1]);
});

test('Tab completes what is highlighted, else what the first one goes on with', () => {
  expect(completed(1, 'mil')).toBe('Milk chocolate');
  expect(completed(-1, 'MIL')).toBe('Milk 1 l');
  expect(completed(-1, 'choc')).toBeNull();
  expect(completed(-1, 'milk 1 l')).toBeNull();
  expect(completed(-1, '')).toBeNull();
  expect(completionOf([], -1, 'milk')).toBeNull();
});
