import { compareEntries, isKind, type Entry } from './entry.ts';
import type { LineId, Sid, UserId } from './ids.ts';
import type { Price } from './op.ts';
import { Register } from './register.ts';
import { Tally } from './tally.ts';
import { Horizon, type VersionVector } from './version-vector.ts';

/** The kinds that concern one line. */
export const lineKinds = ['add', 'inc', 'set', 'remove', 'price', 'note', 'later', 'place'] as const;
type LineKind = (typeof lineKinds)[number];

/**
 * One line: its units and its registers.
 *
 * A line exists for every id that an operation names, in whatever order operations arrive; without its
 * `add` it has no product and stays out of sight.
 */
export class Line {
  readonly id: LineId;
  readonly price = new Register<'add' | 'price'>();
  readonly note = new Register<'note'>();
  readonly later = new Register<'later'>();
  readonly place = new Register<'place'>();

  #opening: Entry<'add'> | null = null;
  readonly #tallies = new Map<Sid, Tally>();
  readonly #resets: Entry<'set' | 'remove'>[] = [];

  /** Everything counted here that anybody wrote, undone or not: the `seen` of our next reset. */
  readonly #observed = new Horizon();
  /** What the resets of this line have seen; `#clears` is the same for the whole cart. */
  readonly #horizon = new Horizon();
  readonly #clears: Horizon;
  #sets: readonly Entry<'set'>[] = [];
  #raw = 0;

  constructor(id: LineId, clears: Horizon) {
    this.id = id;
    this.#clears = clears;
  }

  /** The `add` that opened the line, even if undone; `null` until it arrives. */
  get opening(): Entry<'add'> | null {
    return this.#opening;
  }

  /** Winning set's quantity plus uncancelled contributions; below 0 when more was taken than there was. */
  get raw(): number {
    return this.#raw;
  }

  get effective(): number {
    return Math.max(0, this.#raw);
  }

  /** Price terms in force; `undefined` only while the `add` is missing. */
  get terms(): Price | undefined {
    return (this.price.winner ?? this.#opening)?.op.price;
  }

  get isLater(): boolean {
    return this.later.winner?.op.later ?? false;
  }

  /** Sets that no reset has seen, the winner first; more than one is a conflict to show. */
  get sets(): readonly Entry<'set'>[] {
    return this.#sets;
  }

  get resets(): readonly Entry<'set' | 'remove'>[] {
    return this.#resets;
  }

  /** Whose units these are, sorted: a session is one user's, so its latest contribution names them. */
  get contributors(): readonly UserId[] {
    const users = new Set(this.#sets.slice(0, 1).map((set) => set.op.by));
    for (const [sid, tally] of this.#tallies) {
      const latest = tally.entries.at(-1);
      if (latest && tally.unitsAbove(this.#horizonOf(sid)) > 0) users.add(latest.op.by);
    }
    return [...users].sort();
  }

  get observed(): VersionVector {
    return this.#observed.toVersionVector();
  }

  get contributions(): readonly Entry<'add' | 'inc'>[] {
    return [...this.#tallies.values()].flatMap((tally) => tally.entries);
  }

  /** Whether a reset has seen this operation and so taken it out of the count. */
  isCancelled({ sid, n }: Entry): boolean {
    return n <= this.#horizonOf(sid);
  }

  insert(entry: Entry<LineKind>): void {
    if (isKind(entry, 'add')) {
      this.#opening = entry;
      this.price.insert(entry);
    }
    if (isKind(entry, 'add', 'inc')) this.#contribute(entry);
    else if (isKind(entry, 'set', 'remove')) this.#reset(entry);
    else if (isKind(entry, 'price')) this.price.insert(entry);
    else if (isKind(entry, 'note')) this.note.insert(entry);
    else if (isKind(entry, 'later')) this.later.insert(entry);
    else if (isKind(entry, 'place')) this.place.insert(entry);
  }

  /** To be called after an entry of this line was undone or redone. */
  refresh(entry: Entry<LineKind>): void {
    if (isKind(entry, 'add', 'price')) this.price.refresh();
    if (isKind(entry, 'add', 'inc')) {
      this.#tallies.get(entry.sid)?.refresh(entry);
      this.recount();
    } else if (isKind(entry, 'set', 'remove')) {
      this.#horizon.clear();
      for (const reset of this.#resets) if (!reset.undone) this.#horizon.raise(reset.op.seen);
      this.recountAll();
    } else if (isKind(entry, 'note')) this.note.refresh();
    else if (isKind(entry, 'later')) this.later.refresh();
    else if (isKind(entry, 'place')) this.place.refresh();
  }

  /** Counts afresh after something was reset: of the sets still standing, some may have been seen. */
  recount(): void {
    this.#sets = this.#sets.filter((set) => !this.isCancelled(set));
    this.#raw = this.#sets[0]?.op.qty ?? 0;
    for (const [sid, tally] of this.#tallies) this.#raw += tally.unitsAbove(this.#horizonOf(sid));
  }

  /** Counts afresh after a reset was undone or redone: sets may have come back. */
  recountAll(): void {
    this.#sets = this.#resets
      .filter((reset) => isKind(reset, 'set'))
      .filter((set) => !set.undone)
      .sort((a, b) => compareEntries(b, a));
    this.recount();
  }

  #contribute(entry: Entry<'add' | 'inc'>): void {
    let tally = this.#tallies.get(entry.sid);
    if (!tally) this.#tallies.set(entry.sid, (tally = new Tally()));
    const units = tally.insert(entry);
    if (!this.isCancelled(entry)) this.#raw += units;
    this.#observed.include(entry.sid, entry.n);
  }

  #reset(entry: Entry<'set' | 'remove'>): void {
    this.#resets.push(entry);
    this.#observed.include(entry.sid, entry.n);
    if (entry.undone) return;
    this.#horizon.raise(entry.op.seen);
    if (isKind(entry, 'set')) this.#sets = [...this.#sets, entry].sort((a, b) => compareEntries(b, a));
    this.recount();
  }

  #horizonOf(sid: Sid): number {
    return Math.max(this.#horizon.of(sid), this.#clears.of(sid));
  }
}
