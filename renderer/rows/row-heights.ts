/** The height of a row with a name on one line and no note, in CSS pixels, until real ones are known. */
const USUAL_HEIGHT = 57;

/** How high the rows of a list are: those that have been on the screen as they were there, the others by a guess. */
export class RowHeights {
  readonly #known = new Map<string, number>();
  #guess: number | null = null;

  /** What a row is taken to be that has not been on the screen. */
  get guess(): number {
    return this.#guess ?? USUAL_HEIGHT;
  }

  /** Notes heights that were measured, in CSS pixels; gives whether that changes anything. */
  note(measured: Iterable<readonly [key: string, height: number]>): boolean {
    let isNews = false;
    const heights: number[] = [];
    for (const [key, height] of measured) {
      heights.push(height);
      if (Math.abs((this.#known.get(key) ?? this.guess) - height) >= 0.5) isNews = true;
      this.#known.set(key, height);
    }
    if (this.#guess === null && heights.length > 0) {
      // Once only: a guess that follows every row on the way would move the whole list each time.
      this.#guess = heights.reduce((sum, height) => sum + height, 0) / heights.length;
      isNews = true;
    }
    return isNews;
  }

  /** The list has another width, so that names and notes break elsewhere. */
  forget(): void {
    this.#known.clear();
    this.#guess = null;
  }

  /** Where each row begins, and at the end, where the last one ends. */
  offsets(keys: readonly string[]): Float64Array {
    const offsets = new Float64Array(keys.length + 1);
    const guess = this.guess;
    let sum = 0;
    for (const [index, key] of keys.entries()) {
      sum += this.#known.get(key) ?? guess;
      offsets[index + 1] = sum;
    }
    return offsets;
  }
}
