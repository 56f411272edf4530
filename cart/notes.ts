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
export const mergeNotes = (fold: Fold): readonly MergeNote[] =>
  inOrder([...fold.live].flatMap((line) => notesOn(line, fold)));

/** Conflicts on the live lines, by line id. */
export const conflicts = (fold: Fold): readonly Conflict[] =>
  [...fold.live]
    .map(conflictOn)
    .filter((conflict) => conflict !== null)
    .sort(byLine);

/** A note, and the operation that it goes by in order. */
export interface FoundNote {
  readonly note: MergeNote;
  readonly removal: Entry;
}

/** Oldest removal first. */
export const inOrder = (found: readonly FoundNote[]): readonly MergeNote[] =>
  [...found]
    .sort((a, b) => compareEntries(a.removal, b.removal) || byLine(a.note, b.note))
    .map(({ note }) => note);

export const byLine = (a: { readonly lineId: LineId }, b: { readonly lineId: LineId }): number =>
  a.lineId < b.lineId ? -1 : 1;

/** The notes on a live line, in no particular order. They change only with the line, or with a `clear`. */
export function notesOn(line: Line, fold: Fold): readonly FoundNote[] {
  const notes: FoundNote[] = [];
  for (const removal of removalsOf(line, fold)) {
    const note = noteOn(line, removal);
    if (note) notes.push({ note, removal });
  }
  return notes;
}

/** The conflict on a live line, if there is one. */
export function conflictOn(line: Line): Conflict | null {
  if (line.sets.length < 2) return null;
  const [winner, ...others] = line.sets.map(({ id, op }) => ({ opId: id, qty: op.qty, by: op.by }));
  const all = line.sets.map((set) => set.id).sort();
  return {
    id: all.join('/'),
    lineId: line.id,
    productName: line.opening?.op.product.name ?? '',
    winner: winner as TypedQuantity,
    others,
  };
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
