import { compareEntries, isKind, type Entry } from './entry.ts';
import { Fold } from './fold.ts';
import type { LineId, OpId, UserId } from './ids.ts';
import type { Line } from './line.ts';
import type { Op, OpKind } from './op.ts';
import { millisecondsOf } from './hlc.ts';
import { hasSeen } from './version-vector.ts';

/** What became of an operation in the end. */
export type Fate =
  | { readonly status: 'counts' }
  /** Taken out by resets that had seen it. */
  | { readonly status: 'cancelled'; readonly by: readonly OpId[] }
  /** Taken back by its author. */
  | { readonly status: 'undone'; readonly by: readonly OpId[] }
  /** Another value of the same register, or another typed quantity, is in force. */
  | { readonly status: 'outvoted'; readonly by: OpId };

/** One thing somebody did, with what it did when it is placed in order of time. */
export interface HistoryEntry {
  readonly id: OpId;
  readonly kind: OpKind;
  readonly by: UserId;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly op: Op;
  /** The line it concerned, if one. */
  readonly lineId: LineId | null;
  readonly productName: string | null;
  /** Units before and after: of its line, or of the whole cart where it concerns none. */
  readonly before: number;
  readonly after: number;
  readonly fate: Fate;
}

/** Everything that happened, oldest first. */
export const historyOf = (fold: Fold): readonly HistoryEntry[] => new History(fold).entries();

/** An operation and what it did at its place in time. */
interface Step {
  readonly entry: Entry;
  readonly lineId: LineId | null;
  readonly before: number;
  readonly after: number;
}

/**
 * The history of a cart that goes on changing.
 *
 * Replays the operations in order of time. What is later than everything before costs only itself; what comes
 * late, as after a time offline, costs a replay of all.
 */
export class History {
  readonly #fold: Fold;
  #replay = new Fold();
  #steps: Step[] = [];

  constructor(fold: Fold) {
    this.#fold = fold;
  }

  /** All entries as of now, oldest first. */
  entries(): readonly HistoryEntry[] {
    const news = this.#fold.arrivals.slice(this.#steps.length).sort(compareEntries);
    const [first] = news;
    const last = this.#steps.at(-1);
    if (first && last && compareEntries(first, last.entry) < 0) {
      this.#replay = new Fold();
      this.#steps = [];
      for (const entry of [...this.#fold.arrivals].sort(compareEntries)) this.#take(entry);
    } else {
      for (const entry of news) this.#take(entry);
    }
    return this.#steps.map((step) => this.#entryOf(step));
  }

  #take(entry: Entry): void {
    const lineId = this.#fold.lineIdOf(entry);
    const units = () => (lineId ? (this.#replay.lines.get(lineId)?.effective ?? 0) : unitsOf(this.#replay));
    const before = units();
    this.#replay.apply(entry.id, entry.op);
    this.#steps.push({ entry, lineId, before, after: units() });
  }

  #entryOf({ entry, lineId, before, after }: Step): HistoryEntry {
    const fold = this.#fold;
    const product = lineId ? fold.lines.get(lineId)?.opening?.op.product : undefined;
    return {
      ...{ id: entry.id, kind: entry.op.kind, by: entry.op.by, op: entry.op },
      ...{ time: millisecondsOf(entry.op.at), lineId, productName: product?.name ?? null, before, after },
      // Later operations change it, and most are never looked at.
      get fate() {
        return fateOf(entry, fold);
      },
    };
  }
}

/** What became of an operation: it counts, or something with a name took it out. */
export function fateOf(entry: Entry, fold: Fold): Fate {
  if (entry.undone) return { status: 'undone', by: fold.undo.undosInForce(entry) };
  if (isKind(entry, 'add', 'inc', 'set')) {
    const line = fold.lines.get(fold.lineIdOf(entry) as LineId) as Line;
    const by = [...line.resets, ...fold.clears]
      .filter((reset) => !reset.undone && hasSeen(reset.op.seen, entry.sid, entry.n))
      .map((reset) => reset.id)
      .sort();
    if (by.length > 0) return { status: 'cancelled', by };
    if (isKind(entry, 'set')) return unlessOutvoted(entry, line.sets[0]);
    return { status: 'counts' };
  }
  return unlessOutvoted(entry, registerWinner(entry, fold));
}

function registerWinner(entry: Entry, fold: Fold): Entry | null | undefined {
  const line = fold.lines.get(fold.lineIdOf(entry) ?? ('' as LineId));
  if (isKind(entry, 'title')) return fold.title.winner;
  if (isKind(entry, 'currency')) return fold.currencyChoice.winner;
  if (isKind(entry, 'coupon', 'uncoupon')) return fold.couponRegister(entry.op.code).winner;
  if (isKind(entry, 'price', 'note', 'later', 'place')) return line?.[entry.op.kind].winner;
  return entry;
}

const unlessOutvoted = (entry: Entry, winner: Entry | null | undefined): Fate =>
  winner && winner.id !== entry.id ? { status: 'outvoted', by: winner.id } : { status: 'counts' };

const unitsOf = (fold: Fold): number => [...fold.live].reduce((sum, line) => sum + line.effective, 0);
