import { compareEntries, isKind, type Entry } from './entry.ts';
import type { Fold } from './fold.ts';
import type { LineId, OpId, UserId } from './ids.ts';
import type { Line } from './line.ts';
import { hasSeen } from './version-vector.ts';

/**
 * Something the merge decided that a person may want to know: units that outlived somebody's removal.
 *
 * "1 kept: Ben added it while Ana removed the rest."
 */
export interface MergeNote {
  /** The same for the same event, so that a dismissal can be remembered. */
  readonly id: string;
  readonly lineId: LineId;
  readonly productName: string;
  /** Units kept, above 0. */
  readonly qty: number;
  /** Whose they are, sorted. */
  readonly keptFor: readonly UserId[];
  readonly removedBy: UserId;
  readonly removal: OpId;
  readonly removalKind: 'remove' | 'clear';
}

/** Two or more typed quantities that did not know of each other: one holds, the others can be restored. */
export interface Conflict {
  readonly id: string;
  readonly lineId: LineId;
  readonly productName: string;
  readonly winner: TypedQuantity;
  /** Latest first. */
  readonly others: readonly TypedQuantity[];
}

export interface TypedQuantity {
  readonly opId: OpId;
  readonly qty: number;
  readonly by: UserId;
}

/** Notes on the live lines, oldest removal first. */
export function mergeNotes(fold: Fold): readonly MergeNote[] {
  const notes: { readonly note: MergeNote; readonly removal: Entry }[] = [];
  for (const line of fold.live) {
    for (const removal of removalsOf(line, fold)) {
      const note = noteOn(line, removal);
      if (note) notes.push({ note, removal });
    }
  }
  return notes
    .sort((a, b) => compareEntries(a.removal, b.removal) || (a.note.lineId < b.note.lineId ? -1 : 1))
    .map(({ note }) => note);
}

/** Conflicts on the live lines, by line id. */
export function conflicts(fold: Fold): readonly Conflict[] {
  return [...fold.live]
    .filter((line) => line.sets.length > 1)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((line) => {
      const [winner, ...others] = line.sets.map(({ id, op }) => ({ opId: id, qty: op.qty, by: op.by }));
      const all = line.sets.map((set) => set.id).sort();
      return {
        id: all.join('/'),
        lineId: line.id,
        productName: line.opening?.op.product.name ?? '',
        winner: winner as TypedQuantity,
        others,
      };
    });
}

function removalsOf(line: Line, fold: Fold): readonly Entry<'remove' | 'clear'>[] {
  const removes = line.resets.filter((reset) => isKind(reset, 'remove'));
  return [...removes, ...fold.clears].filter((removal) => !removal.undone);
}

function noteOn(line: Line, removal: Entry<'remove' | 'clear'>): MergeNote | null {
  if (isKind(removal, 'clear') && !concerns(removal, line)) return null;
  const survivors = [...line.contributions, ...line.sets].filter(
    (entry) => !entry.undone && !line.isCancelled(entry) && !(entry.op.kind === 'inc' && entry.op.delta < 0),
  );
  const isSettled = survivors.some(
    (entry) =>
      (entry.op.by === removal.op.by && compareEntries(entry, removal) > 0) ||
      (isKind(entry, 'set') && hasSeen(entry.op.seen, removal.sid, removal.n)),
  );
  if (survivors.length === 0 || isSettled) return null;
  return {
    id: `${removal.id}/${line.id}`,
    lineId: line.id,
    productName: line.opening?.op.product.name ?? '',
    qty: line.effective,
    keptFor: [...new Set(survivors.map((entry) => entry.op.by))].sort(),
    removedBy: removal.op.by,
    removal: removal.id,
    removalKind: removal.op.kind,
  };
}

/**
 * Whether a clear and a live line were concurrent: the clear had seen the line, and units on it remain; or
 * the line is older than the clear, which had not seen it. A line opened later is simply new.
 */
function concerns(clear: Entry<'clear'>, line: Line): boolean {
  const { opening } = line;
  if (!opening) return false;
  return hasSeen(clear.op.seen, opening.sid, opening.n) || compareEntries(opening, clear) < 0;
}
