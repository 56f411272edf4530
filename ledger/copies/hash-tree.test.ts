import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OpId, Sid } from '../../cart/ids.ts';
import type { Hash } from '../../protocol/hash.ts';
import { compareTrees, MemoryHashTree, RANGE, type HashTree } from './hash-tree.ts';
import { sha256 } from './op-hash.ts';

/** Operations of a few sessions, by id, with contents as numbers. */
const ops = fc.dictionary(
  fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 3 * RANGE }))
    .map(([letter, n]) => `${letter.repeat(16)}.${n}`),
  fc.constantFrom(1, 2),
  { maxKeys: 60 },
);

const treeOf = (contents: Readonly<Record<string, number>>) =>
  new MemoryHashTree(
    Object.entries(contents)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, content]) => [id as OpId, sha256(String(content))] as const),
  );

test('finds exactly what differs', async () => {
  await fc.assert(
    fc.asyncProperty(ops, ops, fc.boolean(), async (base, changes, isOverlaid) => {
      const other = isOverlaid ? { ...base, ...changes } : changes;
      const ids = [...new Set([...Object.keys(base), ...Object.keys(other)])].sort();
      expect(await compareTrees(treeOf(base), treeOf(other))).toEqual({
        onlyLeft: ids.filter((id) => !(id in other)),
        onlyRight: ids.filter((id) => !(id in base)),
        different: ids.filter((id) => id in base && id in other && base[id] !== other[id]),
      });
    }),
  );
});

/** Counts what is asked of a tree. */
function counting(tree: HashTree) {
  const asked: string[] = [];
  const counted: HashTree = {
    root: () => (asked.push('root'), tree.root()),
    sessions: () => (asked.push('sessions'), tree.sessions()),
    ranges: (sid: Sid) => (asked.push(`ranges ${sid[0]}`), tree.ranges(sid)),
    leaves: (sid: Sid, range) => (asked.push(`leaves ${sid[0]} ${range}`), tree.leaves(sid, range)),
  };
  return { asked, counted };
}

const full = Object.fromEntries(
  ['a', 'b'].flatMap((letter) =>
    Array.from({ length: 3 * RANGE }, (_, i) => [`${letter.repeat(16)}.${i + 1}`, 1] as const),
  ),
);

test('equal carts cost one hash', async () => {
  const { asked, counted } = counting(treeOf(full));
  await compareTrees(treeOf(full), counted);
  expect(asked).toEqual(['root']);
});

test('a difference costs the way to it', async () => {
  const { asked, counted } = counting(treeOf({ ...full, [`${'b'.repeat(16)}.${RANGE + 1}`]: 2 }));
  await compareTrees(treeOf(full), counted);
  expect(asked).toEqual(['root', 'sessions', 'ranges b', 'leaves b 1']);
});

test('a row that claims another session than its id does is different, not missing and added', async () => {
  const id = `${'a'.repeat(16)}.1` as OpId;
  const hash: Hash = sha256('1');
  const strayed: HashTree = {
    root: () => Promise.resolve('x'),
    sessions: () => Promise.resolve(new Map([['b'.repeat(16) as Sid, 'x']])),
    ranges: () => Promise.resolve(new Map([[0, 'x']])),
    leaves: (sid: Sid) => Promise.resolve(new Map(sid.startsWith('b') ? [[id, hash]] : [])),
  };
  expect(await compareTrees(treeOf({ [id]: 1 }), strayed)).toEqual({
    onlyLeft: [],
    onlyRight: [],
    different: [id],
  });
});
