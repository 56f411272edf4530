import { Fold } from '../../cart/fold.ts';
import { millisecondsOf } from '../../cart/hlc.ts';
import { LiveView } from '../../cart/live-view.ts';
import type { CartView } from '../../cart/view.ts';
import type { RawOp } from '../../protocol/http.ts';
import { compareOps, timeOf } from './op-order.ts';

/** Runs something small when nothing else is to be done. */
export type WhenIdle = (run: () => void) => void;

/** Where folds are kept ready, to go on from when somebody goes back. */
const CHECKPOINTS = 8;
/** How many steps back are made ready by one: whoever goes one step back goes another. */
const TRAIL = 24;
/** Operations that are folded at once while nobody waits: a few milliseconds. */
const SLICE = 400;

/** A fold of the first so many operations. */
class Stand {
  readonly fold = new Fold();
  readonly view = new LiveView(this.fold);
  position = 0;
}

/**
 * A cart as it was after each of its operations, in order of time.
 *
 * Forward costs the operations in between. Backward, a fold cannot go: it goes on from the nearest of a few folds that
 * stand ready along the way; one that was used is made anew when there is time. A step back leaves the views of those
 * before it behind, so that a key held down costs a fold only now and then.
 */
export class TimeTravel {
  /** In order of time. */
  readonly ops: readonly RawOp[];
  readonly #whenIdle: WhenIdle;
  readonly #spacing: number;
  /** By number of checkpoint; the first is at one spacing. */
  readonly #ready = new Map<number, Stand>();
  /** Made by the latest step back, by position. */
  readonly #trail = new Map<number, CartView>();
  #current = new Stand();
  #latest = 0;
  #growing: { readonly number: number; readonly stand: Stand } | null = null;
  #isOver = false;

  constructor(ops: readonly RawOp[], whenIdle: WhenIdle) {
    this.ops = [...ops].sort(compareOps);
    this.#whenIdle = whenIdle;
    this.#spacing = Math.max(1, Math.ceil(this.ops.length / (CHECKPOINTS + 1)));
    this.#growLater();
  }

  /** Stops making folds ready. */
  stop(): void {
    this.#isOver = true;
  }

  /** The cart after the first so many operations (from 0), with the prices of that moment. */
  viewAt(position: number): CartView {
    const back = this.#latest - position;
    this.#latest = position;
    const ready = this.#trail.get(position);
    if (ready) return ready;
    this.#trail.clear();
    if (back < 1 || back > TRAIL) return this.#viewOf(this.#standAt(position));
    const stand = this.#standAt(Math.max(0, position - TRAIL + 1));
    this.#trail.set(stand.position, this.#viewOf(stand));
    while (stand.position < position) {
      this.#advance(stand, stand.position + 1);
      this.#trail.set(stand.position, this.#viewOf(stand));
    }
    return this.#viewOf(stand);
  }

  /** When the last of so many operations was made, in milliseconds since 1970; 0 before the first. */
  momentOf(position: number): number {
    const last = this.ops[position - 1];
    return last ? millisecondsOf(timeOf(last)) : 0;
  }

  /** How many operations had been made at a moment (milliseconds since 1970). */
  positionAt(moment: number): number {
    let low = 0;
    let high = this.ops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (millisecondsOf(timeOf(this.ops[middle] as RawOp)) <= moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #viewOf({ view, position }: Stand): CartView {
    return view.at(this.momentOf(position));
  }

  #standAt(position: number): Stand {
    const nearest = [...this.#ready]
      .filter(([, stand]) => stand.position <= position)
      .sort(([a], [b]) => b - a)[0];
    if (nearest && (this.#current.position > position || this.#current.position < nearest[1].position)) {
      this.#ready.delete(nearest[0]);
      this.#current = nearest[1];
      this.#growLater();
    } else if (this.#current.position > position) {
      this.#current = new Stand();
    }
    this.#advance(this.#current, position);
    return this.#current;
  }

  #advance(stand: Stand, position: number): void {
    for (; stand.position < position; stand.position += 1) {
      const { id, ...op } = this.ops[stand.position] as RawOp;
      stand.fold.apply(id, op);
    }
  }

  #growLater(): void {
    if (this.#growing || this.#isOver) return;
    const number = Array.from({ length: CHECKPOINTS }, (_, index) => CHECKPOINTS - index).find(
      (n) => !this.#ready.has(n) && n * this.#spacing < this.ops.length,
    );
    if (number === undefined) return;
    this.#growing = { number, stand: new Stand() };
    this.#whenIdle(this.#grow);
  }

  readonly #grow = (): void => {
    if (!this.#growing || this.#isOver) return;
    const { number, stand } = this.#growing;
    const goal = number * this.#spacing;
    this.#advance(stand, Math.min(goal, stand.position + SLICE));
    if (stand.position < goal) {
      this.#whenIdle(this.#grow);
      return;
    }
    this.#ready.set(number, stand);
    this.#growing = null;
    this.#growLater();
  };
}
