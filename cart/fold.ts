import type { Currency } from './currency.ts';
import { compareEntries, isKind, newEntry, type Entry } from './entry.ts';
import { isOpId, type LineId, type OpId } from './ids.ts';
import { Line, lineKinds } from './line.ts';
import { parseOp } from './op.ts';
import { Register } from './register.ts';
import { UndoIndex } from './undo-index.ts';
import { Horizon } from './version-vector.ts';

/** Moves when the same operations would give another cart; reconciling compares it. */
export const REDUCER_VERSION = 1;

/** What `Fold.apply` made of an operation. Only `known` ones can change the cart. */
export type Applied = 'known' | 'unknown' | 'malformed' | 'duplicate';

/**
 * The cart that a set of operations amounts to.
 *
 * The same operations give the same cart, whatever their order and however often each is applied. Each
 * costs what it touches: its line, or every line for a `clear`, but never the whole history.
 */
export class Fold {
  readonly title = new Register<'title'>();
  readonly currencyChoice = new Register<'currency'>();

  readonly #ops = new Map<OpId, unknown>();
  readonly #entries = new Map<OpId, Entry>();
  readonly #arrivals: Entry[] = [];
  readonly #lines = new Map<LineId, Line>();
  readonly #live = new Set<Line>();
  readonly #coupons = new Map<string, Register<'coupon' | 'uncoupon'>>();
  readonly #undo = new UndoIndex();
  readonly #observed = new Horizon();
  readonly #clears: Entry<'clear'>[] = [];
  #firstAdd: Entry<'add'> | null = null;
  readonly #clearHorizon = new Horizon();

  /** Every operation as it was stored, in the order of arrival; those the fold ignores too. */
  get ops(): ReadonlyMap<OpId, unknown> {
    return this.#ops;
  }

  /** The operations that count, by id. */
  get entries(): ReadonlyMap<OpId, Entry> {
    return this.#entries;
  }

  /** The operations that count, in the order they were applied. */
  get arrivals(): readonly Entry[] {
    return this.#arrivals;
  }

  get lines(): ReadonlyMap<LineId, Line> {
    return this.#lines;
  }

  /** Lines with a product and at least one unit, in no particular order. */
  get live(): ReadonlySet<Line> {
    return this.#live;
  }

  get clears(): readonly Entry<'clear'>[] {
    return this.#clears;
  }

  /** Everything observed so far: the `seen` of a `clear` made now. */
  get observed(): Horizon {
    return this.#observed;
  }

  /** Undone and redone operations; see `UndoIndex`. */
  get undo(): UndoIndex {
    return this.#undo;
  }

  /** The currency chosen for the cart, else that of the first thing ever added; `null` before either. */
  get currency(): Currency | null {
    return this.currencyChoice.winner?.op.currency ?? this.#firstAdd?.op.price.currency ?? null;
  }

  /** Discount codes asked for and not taken back, sorted. */
  get coupons(): readonly string[] {
    return [...this.#coupons]
      .filter(([, register]) => register.winner?.op.kind === 'coupon')
      .map(([code]) => code)
      .sort();
  }

  /** The line an operation concerns; of an undo or redo, the line of what it takes back; `null` for the cart's. */
  lineIdOf(entry: Entry): LineId | null {
    if (isKind(entry, 'undo', 'redo')) {
      const target = this.#entries.get(entry.op.of);
      return target && !isKind(target, 'undo', 'redo') ? this.lineIdOf(target) : null;
    }
    return isKind(entry, ...lineKinds) ? lineOf(entry) : null;
  }

  /** Takes in one operation. A malformed one is kept among `ops`, so that copies compare equal. */
  apply(id: OpId, value: unknown): Applied {
    if (this.#ops.has(id)) return 'duplicate';
    this.#ops.set(id, value);
    if (!isOpId(id)) return 'malformed';
    const parsed = parseOp(id, value);
    if (parsed.status === 'malformed') return 'malformed';
    if (parsed.status === 'unknown') return 'unknown';
    const entry = newEntry(id, parsed.op);
    this.#entries.set(id, entry);
    this.#arrivals.push(entry);
    this.#observed.include(entry.sid, entry.n);
    if (isKind(entry, 'undo', 'redo')) this.#toggle(entry);
    else this.#insert(entry);
    return 'known';
  }

  #insert(entry: Entry): void {
    entry.undone = this.#undo.isUndone(entry);
    if (isKind(entry, 'add') && (!this.#firstAdd || compareEntries(entry, this.#firstAdd) < 0)) {
      this.#firstAdd = entry;
    }
    if (isKind(entry, ...lineKinds)) {
      const line = this.#line(lineOf(entry));
      line.insert(entry);
      this.#sort(line);
    } else if (isKind(entry, 'clear')) {
      this.#clears.push(entry);
      if (entry.undone) return;
      this.#clearHorizon.raise(entry.op.seen);
      for (const line of this.#lines.values()) {
        line.recount();
        this.#sort(line);
      }
    } else if (isKind(entry, 'title')) this.title.insert(entry);
    else if (isKind(entry, 'currency')) this.currencyChoice.insert(entry);
    else if (isKind(entry, 'coupon', 'uncoupon')) this.couponRegister(entry.op.code).insert(entry);
  }

  #toggle(entry: Entry<'undo' | 'redo'>): void {
    this.#undo.insert(entry);
    const target = this.#entries.get(entry.op.of);
    if (!target || isKind(target, 'undo', 'redo')) return;
    const undone = this.#undo.isUndone(target);
    if (undone === target.undone) return;
    target.undone = undone;
    this.#refresh(target);
  }

  #refresh(entry: Entry): void {
    if (isKind(entry, ...lineKinds)) {
      const line = this.#line(lineOf(entry));
      line.refresh(entry);
      this.#sort(line);
    } else if (isKind(entry, 'clear')) {
      this.#clearHorizon.clear();
      for (const clear of this.#clears) if (!clear.undone) this.#clearHorizon.raise(clear.op.seen);
      for (const line of this.#lines.values()) {
        line.recountAll();
        this.#sort(line);
      }
    } else if (isKind(entry, 'title')) this.title.refresh();
    else if (isKind(entry, 'currency')) this.currencyChoice.refresh();
    else if (isKind(entry, 'coupon', 'uncoupon')) this.couponRegister(entry.op.code).refresh();
  }

  /** Files the line among the live ones or takes it out. */
  #sort(line: Line): void {
    if (line.opening !== null && line.effective > 0) this.#live.add(line);
    else this.#live.delete(line);
  }

  #line(id: LineId): Line {
    let line = this.#lines.get(id);
    if (!line) this.#lines.set(id, (line = new Line(id, this.#clearHorizon)));
    return line;
  }

  /** Whether this code is asked for: the latest word on it. */
  couponRegister(code: string): Register<'coupon' | 'uncoupon'> {
    let register = this.#coupons.get(code);
    if (!register) this.#coupons.set(code, (register = new Register()));
    return register;
  }
}

const lineOf = (entry: Entry<(typeof lineKinds)[number]>): LineId =>
  entry.op.kind === 'add' ? entry.id : entry.op.line;
