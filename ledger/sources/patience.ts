/** Aborts what has given no sign of life for so long, in milliseconds, however long it takes in all. */
export class Patience {
  readonly #abort = new AbortController();
  readonly #milliseconds: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
    this.renew();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** There was a sign of life. */
  renew(): void {
    clearTimeout(this.#timer);
    const late = () => this.#abort.abort(new Error(`no answer for ${this.#milliseconds / 1000} s`));
    this.#timer = setTimeout(late, this.#milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
