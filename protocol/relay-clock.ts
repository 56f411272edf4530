import type { Clock } from '../cart/hlc.ts';

/** As far as our clock may be off without being corrected, in milliseconds: the relay's word takes its time, too. */
export const CLOCK_TOLERANCE_MS = 2_000;

/**
 * The time, by this computer's clock until the relay has told its own, and then by the relay's if ours is off.
 *
 * Operations are stamped with it, so that those of a computer that is years ahead or behind take their right
 * place among the others'. It may step back when the relay is met; the hybrid clock over it does not.
 */
export class RelayClock {
  readonly #local: Clock;
  #offset = 0;
  #correction = 0;

  constructor(local: Clock) {
    this.#local = local;
  }

  /** Milliseconds since 1970, corrected. */
  readonly now: Clock = () => this.#local() + this.#correction;

  /** Milliseconds since 1970, as this computer has it. */
  readonly local: Clock = () => this.#local();

  /** How far the relay's clock was ahead of ours when it was last heard, in milliseconds. */
  get offset(): number {
    return this.#offset;
  }

  /** The relay has just said that it is this late. */
  meet(relayTime: number): void {
    this.#offset = relayTime - this.#local();
    this.#correction = Math.abs(this.#offset) > CLOCK_TOLERANCE_MS ? this.#offset : 0;
  }
}
