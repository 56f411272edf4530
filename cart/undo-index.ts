import { isKind, type Entry } from './entry.ts';
import type { OpId } from './ids.ts';
import { Horizon, type VersionVector } from './version-vector.ts';

/**
 * Which operations are undone.
 *
 * An operation is undone while there is an `undo` of it that no `redo` of it has seen, so two concurrent
 * undos count once, and an undo that a redo did not know of stands. Only its author's word counts.
 */
export class UndoIndex {
  readonly #byTarget = new Map<OpId, Entry<'undo' | 'redo'>[]>();

  insert(entry: Entry<'undo' | 'redo'>): void {
    const entries = this.#byTarget.get(entry.op.of);
    if (entries) entries.push(entry);
    else this.#byTarget.set(entry.op.of, [entry]);
  }

  isUndone(target: Entry): boolean {
    return this.undosInForce(target).length > 0;
  }

  /** The undos of an operation, by its author, that no redo has seen; sorted. */
  undosInForce(target: Entry): readonly OpId[] {
    const own = (this.#byTarget.get(target.id) ?? []).filter((entry) => entry.op.by === target.op.by);
    if (own.length === 0) return [];
    const redone = new Horizon();
    for (const entry of own) if (isKind(entry, 'redo')) redone.raise(entry.op.seen);
    return own
      .filter((entry) => isKind(entry, 'undo') && !redone.covers(entry.id))
      .map((entry) => entry.id)
      .sort();
  }

  /** The `seen` of a redo made now: every undo of that operation. */
  undosOf(target: OpId): VersionVector {
    const undos = new Horizon();
    for (const entry of this.#byTarget.get(target) ?? []) {
      if (isKind(entry, 'undo')) undos.include(entry.sid, entry.n);
    }
    return undos.toVersionVector();
  }
}
