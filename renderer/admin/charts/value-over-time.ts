import type { Currency } from '../../../cart/currency.ts';
import { isKind, type Entry } from '../../../cart/entry.ts';
import { Fold } from '../../../cart/fold.ts';
import { millisecondsOf } from '../../../cart/hlc.ts';
import type { LineId } from '../../../cart/ids.ts';
import { unitAmountAt } from '../../../cart/money.ts';
import type { RawOp } from '../../../protocol/http.ts';
import { replayEntries } from '../../shared/replay-entries.ts';

/** What a cart was worth from a moment on. */
export interface ValuePoint {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly units: number;
  /** Minor units by currency, of those with units in the cart; `null` when too large to be exact. */
  readonly totals: Readonly<Partial<Record<Currency, number | null>>>;
}

/**
 * The worth of a cart at every moment when it changed, up to `now`: its operations replayed in order of time.
 *
 * The end of a sale is such a moment, too. Each operation costs the line it touches, and not the cart.
 */
export function valueOverTime(ops: readonly RawOp[], now: number): readonly ValuePoint[] {
  const entries = replayEntries(ops);
  const saleEnds = saleEndsOf(entries, now);
  const replay = new Replay();
  const points: ValuePoint[] = [];
  const note = (time: number) => {
    const point = replay.pointAt(time);
    if (points.at(-1)?.time === time) points.pop();
    points.push(point);
  };
  for (const entry of entries) {
    const time = millisecondsOf(entry.op.at);
    while ((saleEnds[0] ?? Infinity) <= time) {
      const end = saleEnds.shift() as number;
      if (replay.endSales(end)) note(end);
    }
    replay.apply(entry, time);
    note(time);
  }
  for (const end of saleEnds) if (replay.endSales(end)) note(end);
  return points;
}

/** When sales end, sorted, each moment once; those after `now` are left out. */
function saleEndsOf(entries: readonly Entry[], now: number): number[] {
  const ends = entries
    .map((entry) => (isKind(entry, 'add', 'price') ? entry.op.price.until : undefined))
    .filter((end) => end !== undefined && end <= now);
  return [...new Set(ends as number[])].sort((a, b) => a - b);
}

/** What a line brings to the total. */
interface Share {
  readonly currency: Currency;
  readonly qty: number;
  readonly worth: bigint;
  /** When this changes by itself; `null` for never. */
  readonly until: number | null;
}

/** A fold with a running total. */
class Replay {
  readonly #fold = new Fold();
  readonly #shares = new Map<LineId, Share>();
  readonly #ending = new Map<number, Set<LineId>>();
  readonly #sums = new Map<Currency, { worth: bigint; lines: number }>();
  #units = 0;

  apply(entry: Entry, time: number): void {
    const fold = this.#fold;
    fold.apply(entry.id, entry.op);
    const line = fold.lineIdOf(entry);
    if (line !== null) this.#count(line, time);
    else if (touchesEveryLine(entry, fold)) for (const id of fold.lines.keys()) this.#count(id, time);
  }

  /** Whether any sale in force ended then. */
  endSales(time: number): boolean {
    const lines = this.#ending.get(time) ?? [];
    const ended = [...lines];
    for (const line of ended) this.#count(line, time);
    return ended.length > 0;
  }

  pointAt(time: number): ValuePoint {
    const sums = [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1));
    const totals = sums.map(([currency, { worth }]) => [
      currency,
      worth <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(worth) : null,
    ]);
    return { time, units: this.#units, totals: Object.fromEntries(totals) as ValuePoint['totals'] };
  }

  #count(id: LineId, time: number): void {
    const before = this.#shares.get(id);
    if (before) this.#add(id, before, -1);
    const share = this.#shareOf(id, time);
    if (share) this.#add(id, share, 1);
  }

  #shareOf(id: LineId, time: number): Share | null {
    const line = this.#fold.lines.get(id);
    const terms = line?.terms;
    if (!line || !terms || !this.#fold.live.has(line) || line.isLater) return null;
    const qty = line.effective;
    return {
      ...{ currency: terms.currency, qty, worth: BigInt(unitAmountAt(terms, time)) * BigInt(qty) },
      until: terms.until !== undefined && terms.until > time ? terms.until : null,
    };
  }

  #add(id: LineId, { currency, qty, worth, until }: Share, sign: 1 | -1): void {
    const sum = this.#sums.get(currency) ?? { worth: 0n, lines: 0 };
    const lines = sum.lines + sign;
    if (lines === 0) this.#sums.delete(currency);
    else this.#sums.set(currency, { worth: sum.worth + BigInt(sign) * worth, lines });
    this.#units += sign * qty;
    if (sign === 1) this.#shares.set(id, { currency, qty, worth, until });
    else this.#shares.delete(id);
    if (until === null) return;
    const ending = this.#ending.get(until) ?? new Set();
    this.#ending.set(until, ending);
    if (sign === 1) ending.add(id);
    else ending.delete(id);
  }
}

function touchesEveryLine(entry: Entry, fold: Fold): boolean {
  const target = isKind(entry, 'undo', 'redo') ? fold.entries.get(entry.op.of) : entry;
  return target?.op.kind === 'clear';
}
