/** Milliseconds since 1970; passed in, so that tests and the simulator own time. */
export type Clock = () => number;

/** A hybrid-clock reading as sortable text: 15 digits of milliseconds, `-`, 5 digits of counter. */
export type Timestamp = string;

/** The most that someone else's clock may be ahead of ours and still move ours. */
export const MAX_SKEW_MS = 5 * 60 * 1000;

const MAX_COUNTER = 99_999;
const MAX_MS = 999_999_999_999_999;
const pattern = /^([0-9]{15})-([0-9]{5})$/;

export const isTimestamp = (text: unknown): text is Timestamp =>
  typeof text === 'string' && pattern.test(text);

/** The wall-clock part of a reading, in milliseconds since 1970. */
export const millisecondsOf = (at: Timestamp): number => Number(at.slice(0, 15));

const counterOf = (at: Timestamp): number => Number(at.slice(16));

/** Whether this reading is the one right after, as those of one step are: see `HybridClock.nextAtOnce`. */
export const followsAtOnce = (before: Timestamp, at: Timestamp): boolean =>
  millisecondsOf(before) === millisecondsOf(at) && counterOf(before) + 1 === counterOf(at);

/**
 * A hybrid logical clock: later than everything it has issued or observed, and close to the wall clock.
 *
 * Others' readings more than `MAX_SKEW_MS` ahead of our wall clock are not followed, so one machine whose clock is
 * years ahead cannot drag everybody along. That holds for those followed before, too, when the wall clock turns
 * out to have been ahead itself and is set back: only what this clock has issued binds it for good.
 *
 * Source: Kulkarni, Demirbas et al., "Logical Physical Clocks and Consistent Snapshots in Globally
 * Distributed Databases", 2014.
 */
export class HybridClock {
  readonly #clock: Clock;
  #milliseconds = 0;
  #counter = 0;
  /** The latest reading of others, in both its parts. */
  #seen: readonly [milliseconds: number, counter: number] = [0, 0];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * A new reading, greater than every earlier one and every observed one.
   *
   * Within a millisecond it leaves out one count, so that it never looks like one of `nextAtOnce`.
   */
  next(): Timestamp {
    const wall = Math.min(Math.max(0, Math.trunc(this.#clock())), MAX_MS);
    this.#follow(wall);
    if (wall <= this.#milliseconds) return this.#advance(2);
    this.#milliseconds = wall;
    this.#counter = 0;
    return format(this.#milliseconds, this.#counter);
  }

  /**
   * The reading right after the latest one issued, however late it is by now: for what is done at once with that.
   */
  nextAtOnce(): Timestamp {
    return this.#advance(1);
  }

  /** Takes note of someone else's reading. */
  observe(at: Timestamp): void {
    const milliseconds = millisecondsOf(at);
    const limit = this.#clock() + MAX_SKEW_MS;
    if (milliseconds > limit) return;
    const counter = counterOf(at);
    const [seen] = this.#seen;
    if (seen > limit || isLater(milliseconds, counter, ...this.#seen)) this.#seen = [milliseconds, counter];
  }

  #advance(by: number): Timestamp {
    if (this.#counter + by <= MAX_COUNTER) {
      this.#counter += by;
    } else {
      this.#milliseconds += 1;
      this.#counter = 0;
    }
    return format(this.#milliseconds, this.#counter);
  }

  #follow(wall: number): void {
    const [milliseconds, counter] = this.#seen;
    if (milliseconds > wall + MAX_SKEW_MS) return;
    if (!isLater(milliseconds, counter, this.#milliseconds, this.#counter)) return;
    this.#milliseconds = milliseconds;
    this.#counter = counter;
  }
}

const isLater = (milliseconds: number, counter: number, thanMs: number, thanCounter: number): boolean =>
  milliseconds > thanMs || (milliseconds === thanMs && counter > thanCounter);

const format = (milliseconds: number, counter: number): Timestamp =>
  `${String(milliseconds).padStart(15, '0')}-${String(counter).padStart(5, '0')}`;
