import { expect, test } from 'vitest';
import { byWant, toForget, type Usage } from './usage.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = 1000 * DAY;
const used = (id: string, count: number, daysAgo: number, isStarred = false): Usage => ({
  ...{ id, name: id, isStarred, count, lastAt: NOW - daysAgo * DAY, options: {}, price: null },
});

test('what is starred comes first, then what is used often and lately', () => {
  const usages = [
    used('once long ago', 1, 300),
    used('often long ago', 20, 300),
    used('often', 9, 3),
    used('just now', 6, 0),
    used('starred', 0, 900, true),
  ];
  expect([...usages].sort(byWant(NOW)).map(({ id }) => id)).toEqual([
    'starred',
    'just now',
    'often',
    'often long ago',
    'once long ago',
  ]);
});

test('what is used least is forgotten when there is too much, but never what is starred', () => {
  const usages = [
    ...Array.from({ length: 2001 }, (_, n) => used(`thing ${n}`, 2, 1)),
    used('rare', 1, 500),
    ...Array.from({ length: 3 }, (_, n) => used(`star ${n}`, 0, 900, true)),
  ];
  const forgotten = toForget(usages, NOW);
  expect(forgotten.map(({ id }) => id)).toContain('rare');
  expect(forgotten.some(({ isStarred }) => isStarred)).toBe(false);
  expect(usages.length - forgotten.length).toBe(2000);
  expect(toForget(usages.slice(0, 2000), NOW)).toEqual([]);
});
