import { splitOpId, type OpId, type Sid } from '../../cart/ids.ts';
import type { Hash } from '../../protocol/hash.ts';
import { hashOfHashes } from './op-hash.ts';

/** Operations of one session that share a leaf of the tree: `n` from 1 … `RANGE`, and so on. */
export const RANGE = 256;

const rangeOf = (n: number): number => Math.floor((n - 1) / RANGE);

/**
 * Hashes of a cart's operations at three levels: the cart, its sessions, ranges of a session.
 *
 * Two equal carts show it by one hash; a difference costs the hashes on the way to it.
 */
export interface HashTree {
  root(): Promise<Hash>;
  sessions(): Promise<ReadonlyMap<Sid, Hash>>;
  ranges(sid: Sid): Promise<ReadonlyMap<number, Hash>>;
  /** Of one range, or of the whole session. */
  leaves(sid: Sid, range: number | null): Promise<ReadonlyMap<OpId, Hash>>;
}

export interface TreeDifference {
  readonly onlyLeft: readonly OpId[];
  readonly onlyRight: readonly OpId[];
  /** In both, with other content. */
  readonly different: readonly OpId[];
}

/** Where two trees differ; each list sorted. */
export async function compareTrees(left: HashTree, right: HashTree): Promise<TreeDifference> {
  const onlyLeft = new Set<OpId>();
  const onlyRight = new Set<OpId>();
  const different = new Set<OpId>();
  if ((await left.root()) !== (await right.root())) {
    const sessions = await Promise.all([left.sessions(), right.sessions()]);
    for (const sid of unequal(...sessions)) {
      const isInBoth = sessions.every((side) => side.has(sid));
      const ranges = isInBoth ? unequal(await left.ranges(sid), await right.ranges(sid)) : [null];
      for (const range of ranges) {
        const [a, b] = [await left.leaves(sid, range), await right.leaves(sid, range)];
        for (const id of unequal(a, b)) {
          (a.has(id) ? (b.has(id) ? different : onlyLeft) : onlyRight).add(id);
        }
      }
    }
  }
  // A row that claims another session than its id does is met in both.
  for (const id of [...onlyLeft].filter((id) => onlyRight.has(id))) {
    onlyLeft.delete(id);
    onlyRight.delete(id);
    different.add(id);
  }
  const sorted = (ids: ReadonlySet<OpId>) => [...ids].sort();
  return { onlyLeft: sorted(onlyLeft), onlyRight: sorted(onlyRight), different: sorted(different) };
}

function unequal<Key>(left: ReadonlyMap<Key, Hash>, right: ReadonlyMap<Key, Hash>): readonly Key[] {
  return [...new Set([...left.keys(), ...right.keys()])].filter((key) => left.get(key) !== right.get(key));
}

/** The tree of operations that are at hand. */
export class MemoryHashTree implements HashTree {
  readonly #sorted: readonly (readonly [OpId, Hash])[];
  #sessions: ReadonlyMap<Sid, readonly (readonly [OpId, Hash])[]> | null = null;

  /** Takes operations sorted by id. */
  constructor(sorted: Iterable<readonly [OpId, Hash]>) {
    this.#sorted = [...sorted];
  }

  root(): Promise<Hash> {
    return Promise.resolve(hashOfHashes(this.#sorted));
  }

  sessions(): Promise<ReadonlyMap<Sid, Hash>> {
    return Promise.resolve(new Map([...this.#bySession].map(([sid, ops]) => [sid, hashOfHashes(ops)])));
  }

  ranges(sid: Sid): Promise<ReadonlyMap<number, Hash>> {
    const groups = groupBy(this.#bySession.get(sid) ?? [], ([id]) => rangeOf(splitOpId(id).n));
    return Promise.resolve(new Map([...groups].map(([range, ops]) => [range, hashOfHashes(ops)])));
  }

  leaves(sid: Sid, range: number | null): Promise<ReadonlyMap<OpId, Hash>> {
    const ops = this.#bySession.get(sid) ?? [];
    return Promise.resolve(
      new Map(ops.filter(([id]) => range === null || rangeOf(splitOpId(id).n) === range)),
    );
  }

  /** Within a session by ordinal, as the database does it. */
  get #bySession(): ReadonlyMap<Sid, readonly (readonly [OpId, Hash])[]> {
    this.#sessions ??= new Map(
      [...groupBy(this.#sorted, ([id]) => splitOpId(id).sid)].map(([sid, ops]) => [
        sid,
        ops.sort(([a], [b]) => splitOpId(a).n - splitOpId(b).n),
      ]),
    );
    return this.#sessions;
  }
}

function groupBy<T, Key>(items: Iterable<T>, keyOf: (item: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
