import { isKind } from './entry.ts';
import type { Fold } from './fold.ts';
import type { LineId } from './ids.ts';
import type { Line } from './line.ts';
import { unitAmountAt } from './money.ts';
import {
  byLine,
  conflictOn,
  inOrder,
  notesOn,
  type Conflict,
  type FoundNote,
  type MergeNote,
} from './notes.ts';
import { asOpenLine, compareRows, rowKeyOf, rowOf, type CartRow, type OpenLine } from './row.ts';
import { RunningTotals } from './running-totals.ts';
import type { CartView } from './view.ts';

/**
 * The view of a cart that goes on changing: at every moment exactly what `viewCart` gives.
 *
 * Each call costs the lines that have changed since the one before and one pass over the list of rows; a `clear`, or
 * an undo of one, costs every line. Rows that have not changed are the same objects as before.
 */
export class LiveView {
  readonly #fold: Fold;
  /** How many of the fold's arrivals are in the rows. */
  #taken = 0;

  readonly #keys = new Map<LineId, string>();
  readonly #groups = new Map<string, Map<LineId, OpenLine>>();
  readonly #rows = new Map<string, CartRow>();
  /** Rows with a price that ends, by key. */
  readonly #timed = new Map<string, CartRow>();
  readonly #totals = new RunningTotals();
  readonly #notesByLine = new Map<LineId, readonly FoundNote[]>();
  readonly #conflictsByLine = new Map<LineId, Conflict>();

  #here: readonly CartRow[] = [];
  #later: readonly CartRow[] = [];
  #notes: readonly MergeNote[] = [];
  #conflicts: readonly Conflict[] = [];

  constructor(fold: Fold) {
    this.#fold = fold;
  }

  /** The view at a moment, in milliseconds since 1970. */
  at(now: number): CartView {
    const fold = this.#fold;
    const changed = this.#takeArrivals();
    for (const [key, row] of this.#timed) {
      if (unitAmountAt(row.price, now) !== row.unitAmount) changed.add(key);
    }
    this.#remake(changed, now);
    return {
      title: fold.title.winner?.op.title ?? '',
      currency: fold.currency,
      ...{ rows: this.#here, later: this.#later },
      ...this.#totals.get(),
      coupons: fold.coupons,
      ...{ notes: this.#notes, conflicts: this.#conflicts },
      nextExpiry: this.#nextExpiry(now),
    };
  }

  /** Files the lines that have changed since; gives the keys of the rows that may be others now. */
  #takeArrivals(): Set<string> {
    const keys = new Set<string>();
    let hasOtherNotes = false;
    for (const line of this.#changedLines()) {
      for (const key of this.#file(line)) keys.add(key);
      hasOtherNotes = this.#takeNotes(line) || hasOtherNotes;
    }
    if (hasOtherNotes) {
      this.#notes = inOrder([...this.#notesByLine.values()].flat());
      this.#conflicts = [...this.#conflictsByLine.values()].sort(byLine);
    }
    return keys;
  }

  #changedLines(): ReadonlySet<Line> {
    const { arrivals, entries, lines } = this.#fold;
    const changed = new Set<Line>();
    for (; this.#taken < arrivals.length; this.#taken += 1) {
      const entry = arrivals[this.#taken];
      if (!entry) continue;
      const target = isKind(entry, 'undo', 'redo') ? entries.get(entry.op.of) : entry;
      if (target && isKind(target, 'clear')) for (const line of lines.values()) changed.add(line);
      const line = lines.get(this.#fold.lineIdOf(entry) ?? ('' as LineId));
      if (line) changed.add(line);
    }
    return changed;
  }

  /** Puts a line where it belongs now; gives the keys of the rows that it leaves, enters or changes. */
  #file(line: Line): readonly string[] {
    const before = this.#keys.get(line.id);
    const open = this.#fold.live.has(line) ? asOpenLine(line) : null;
    const after = open ? rowKeyOf(open) : undefined;
    if (before !== undefined && before !== after) {
      this.#groups.get(before)?.delete(line.id);
      this.#keys.delete(line.id);
    }
    if (open && after !== undefined) {
      const group = this.#groups.get(after);
      if (group) group.set(line.id, open);
      else this.#groups.set(after, new Map([[line.id, open]]));
      this.#keys.set(line.id, after);
    }
    return [before, after].filter((key) => key !== undefined);
  }

  /** Whether the line has, or had, anything to be told. */
  #takeNotes(line: Line): boolean {
    const isLive = this.#fold.live.has(line);
    const notes = isLive ? notesOn(line, this.#fold) : [];
    const conflict = isLive ? conflictOn(line) : null;
    const hadNotes = this.#notesByLine.delete(line.id);
    const hadConflict = this.#conflictsByLine.delete(line.id);
    if (notes.length > 0) this.#notesByLine.set(line.id, notes);
    if (conflict) this.#conflictsByLine.set(line.id, conflict);
    return hadNotes || hadConflict || notes.length > 0 || conflict !== null;
  }

  /** Makes the rows of these keys anew, and puts them where they belong among the others. */
  #remake(keys: ReadonlySet<string>, now: number): void {
    if (keys.size === 0) return;
    const gone = new Set<CartRow>();
    const made: CartRow[] = [];
    for (const key of keys) {
      const old = this.#rows.get(key);
      if (old) gone.add(old);
      const lines = this.#groups.get(key);
      const row = lines && lines.size > 0 ? rowOf(key, [...lines.values()], now) : undefined;
      if (row) made.push(row);
      this.#keep(key, old, row);
    }
    made.sort(compareRows);
    this.#here = merged(
      this.#here,
      gone,
      made.filter((row) => !row.isLater),
    );
    this.#later = merged(
      this.#later,
      gone,
      made.filter((row) => row.isLater),
    );
  }

  #keep(key: string, old: CartRow | undefined, row: CartRow | undefined): void {
    if (old) this.#totals.take(old, -1);
    if (row) {
      this.#totals.take(row, 1);
      this.#rows.set(key, row);
    } else {
      this.#rows.delete(key);
      this.#groups.delete(key);
    }
    if (row?.price.until === undefined) this.#timed.delete(key);
    else this.#timed.set(key, row);
  }

  #nextExpiry(now: number): number | null {
    let next: number | null = null;
    for (const { price } of this.#timed.values()) {
      if (price.until !== undefined && price.until > now) next = Math.min(next ?? Infinity, price.until);
    }
    return next;
  }
}

/** A sorted list without some of its rows and with others, which are sorted. */
function merged(
  rows: readonly CartRow[],
  gone: ReadonlySet<CartRow>,
  made: readonly CartRow[],
): readonly CartRow[] {
  const result: CartRow[] = [];
  let next = 0;
  let isChanged = made.length > 0;
  for (const row of rows) {
    if (gone.has(row)) {
      isChanged = true;
      continue;
    }
    for (let one = made[next]; one && compareRows(one, row) < 0; one = made[next]) {
      result.push(one);
      next += 1;
    }
    result.push(row);
  }
  return isChanged ? [...result, ...made.slice(next)] : rows;
}
