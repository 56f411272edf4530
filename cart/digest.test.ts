import { expect, test } from 'vitest';
import { digestText, opsById } from './digest.ts';
import type { OpId } from './ids.ts';

const [one, two, ten] = ['a.1', 'a.2', 'a.10'] as [OpId, OpId, OpId];

test('the same operations give the same text, whatever the order of operations and of keys', () => {
  const text = '[["a.1",{"by":"ana","kind":"x"}],["a.10",3],["a.2",null]]';
  expect(
    digestText([
      [two, null],
      [ten, 3],
      [one, { kind: 'x', by: 'ana' }],
    ]),
  ).toBe(text);
  expect(
    digestText([
      [one, { by: 'ana', kind: 'x' }],
      [ten, 3],
      [two, null],
    ]),
  ).toBe(text);
  expect(digestText([])).toBe('[]');
});

test('other operations give another text', () => {
  const texts = [[], [[one, 1]], [[one, 2]], [[two, 1]]].map((ops) => digestText(ops as [OpId, unknown][]));
  expect(new Set(texts).size).toBe(texts.length);
});

test('the raw view lists operations by id, with their id', () => {
  expect(
    opsById([
      [two, { kind: 'y', id: 'forged' }],
      [one, { kind: 'x' }],
    ]),
  ).toEqual([
    { id: one, kind: 'x' },
    { id: two, kind: 'y' },
  ]);
});
