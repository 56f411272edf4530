import type { Entry } from './entry.ts';

type Contribution = Entry<'add' | 'inc'>;

/** What a contribution brings: an `add` its quantity, an `inc` its delta, an undone one nothing. */
function unitsOf({ op, undone }: Contribution): number {
  if (undone) return 0;
  return op.kind === 'add' ? op.qty : op.delta;
}

/**
 * One session's contributions to one line, in order, with running sums.
 *
 * A reset cancels a session's contributions up to an ordinal, so what is left is always a suffix, and its
 * sum is one subtraction however long the history.
 */
export class Tally {
  readonly #entries: Contribution[] = [];
  /** `#sums[i]` = units of entries 0 … i. */
  readonly #sums: number[] = [];

  get entries(): readonly Contribution[] {
    return this.#entries;
  }

  /** Takes in a contribution; returns its units. Contributions mostly come in order, so mostly at the end. */
  insert(entry: Contribution): number {
    const index = this.#countUpTo(entry.n);
    this.#entries.splice(index, 0, entry);
    this.#resum(index);
    return unitsOf(entry);
  }

  /** To be called after this contribution was undone or redone. */
  refresh(entry: Contribution): void {
    this.#resum(this.#countUpTo(entry.n) - 1);
  }

  /** Units of the contributions with ordinals above `n`. */
  unitsAbove(n: number): number {
    const cancelled = this.#sums[this.#countUpTo(n) - 1] ?? 0;
    return (this.#sums.at(-1) ?? 0) - cancelled;
  }

  #resum(from: number): void {
    let sum = this.#sums[from - 1] ?? 0;
    for (const [offset, entry] of this.#entries.slice(from).entries()) {
      sum += unitsOf(entry);
      this.#sums[from + offset] = sum;
    }
  }

  /** How many contributions have ordinals up to `n`, by bisection. */
  #countUpTo(n: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle] as Contribution).n <= n) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
