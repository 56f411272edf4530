import { foldText } from '../shared/fold-text.ts';

/** Letters typed closer together than this are one beginning of a name. */
const PAUSE_MS = 800;

/**
 * Finds rows by the first letters of their names, as lists do.
 *
 * The first letter goes on to the next name that begins with it, around the end; further ones narrow it down.
 */
export class RowFinder {
  readonly #clock: () => number;
  #typed = '';
  #last = -Infinity;

  /** The clock is in milliseconds and need not be the time of day. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Whether a letter typed now goes on with those before. */
  get isTyping(): boolean {
    return this.#clock() - this.#last < PAUSE_MS;
  }

  /** What is typed next is a beginning of its own. */
  reset(): void {
    this.#last = -Infinity;
  }

  /** Takes a letter; gives the index of the row to go to, or -1 when no name begins so. */
  find(letter: string, names: readonly string[], current: number): number {
    const isNew = !this.isTyping;
    this.#last = this.#clock();
    const typed = isNew ? letter : this.#typed + letter;
    // The same letter again and again goes through all that begin with it.
    const isSame = typed === letter.repeat(typed.length / letter.length);
    this.#typed = typed;
    const wanted = plain(isSame ? letter : typed);
    const start = isNew || isSame ? current + 1 : Math.max(0, current);
    for (let step = 0; step < names.length; step += 1) {
      const index = (start + step) % names.length;
      if (plain(names[index] ?? '').startsWith(wanted)) return index;
    }
    return -1;
  }
}

/** As it is searched; spaces ahead of a name are not typed. */
const plain = (text: string): string => foldText(text).trimStart();
