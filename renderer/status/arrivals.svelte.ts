/** What is marked as arrived stays so until nothing has arrived for this long. In milliseconds. */
const REST_MS = 2_500;

/**
 * Rounds of arrivals: what arrives while more is arriving belongs to one round, and its marks leave together when it is
 * over. To leave one by one would draw the window again and again while somebody is at the next key.
 */
class Arrivals {
  #round = $state(0);
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** The round that goes on, or is the next to begin. */
  get round(): number {
    return this.#round;
  }

  /** Notes that something has arrived, in this round. */
  note(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => (this.#round += 1), REST_MS);
  }
}

export const arrivals = new Arrivals();
