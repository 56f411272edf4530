import { expect, test } from 'vitest';
import type { Entry } from './entry.ts';
import type { OpId } from './ids.ts';
import { entryOf } from './testing/entries.ts';
import { permutations } from './testing/permutations.ts';
import { UndoIndex } from './undo-index.ts';
import type { VersionVector } from './version-vector.ts';

const target = entryOf('a', 1, { kind: 'title', title: 'Kitchen' }, { by: 'ana' });
const undo = (letter: string, n: number, by = 'ana') =>
  entryOf(letter, n, { kind: 'undo', of: target.id }, { by });
const redo = (letter: string, n: number, seen: object, by = 'ana') =>
  entryOf(letter, n, { kind: 'redo', of: target.id, seen: seen as VersionVector }, { by });
const [a, b] = ['a'.repeat(16), 'b'.repeat(16)];

const cases: readonly (readonly [string, readonly Entry<'undo' | 'redo'>[], boolean])[] = [
  ['nothing', [], false],
  ['an undo', [undo('a', 2)], true],
  ['two undos', [undo('a', 2), undo('b', 1)], true],
  ['an undo and a redo that has seen it', [undo('a', 2), redo('a', 3, { [a]: 2 })], false],
  ['two undos and a redo that has seen one', [undo('a', 2), undo('b', 1), redo('a', 3, { [a]: 2 })], true],
  [
    'two undos and a redo that has seen both',
    [undo('a', 2), undo('b', 1), redo('a', 3, { [a]: 2, [b]: 1 })],
    false,
  ],
  [
    'two undos, two redos, each of one',
    [undo('a', 2), undo('b', 1), redo('a', 3, { [a]: 2 }), redo('b', 2, { [b]: 1 })],
    false,
  ],
  ['undo, redo, undo', [undo('a', 2), redo('a', 3, { [a]: 2 }), undo('a', 4)], true],
  ["somebody else's undo", [undo('b', 1, 'ben')], false],
  ["an undo and somebody else's redo", [undo('a', 2), redo('b', 1, { [a]: 2 }, 'ben')], true],
];

test.each(cases)('%s', (_, entries, isUndone) => {
  for (const order of permutations(entries)) {
    const index = new UndoIndex();
    for (const entry of order) index.insert(entry);
    expect(index.isUndone(target)).toBe(isUndone);
  }
});

test('a redo made now would have seen every undo of that operation', () => {
  const index = new UndoIndex();
  for (const entry of [undo('a', 2), undo('a', 5), undo('b', 1)]) index.insert(entry);
  expect(index.undosOf(target.id)).toEqual({ [a]: 5, [b]: 1 });
  expect(index.undosOf(`${b}.9` as OpId)).toEqual({});
});
