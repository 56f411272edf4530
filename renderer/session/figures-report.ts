import type { CartFigures } from '../../protocol/library.ts';

export interface FiguresReportOptions {
  readonly read: () => CartFigures;
  readonly send: (figures: CartFigures) => void;
}

/** How long changes are gathered before they are told, in milliseconds: nobody looks at the list while typing. */
const SEND_AFTER_MS = 1_000;

/** Tells the list of carts what a cart comes to: its name at once, everything else a while after it changed. */
export class FiguresReport {
  readonly #options: FiguresReportOptions;
  #title: string | null = null;
  #last = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(options: FiguresReportOptions) {
    this.#options = options;
  }

  /** To be called when something may have changed; `title` is what the cart is called now. */
  changed(title: string): void {
    if (this.#isOver) return;
    if (title !== this.#title) this.send();
    else this.#timer ??= setTimeout(() => this.send(), SEND_AFTER_MS);
  }

  /** Tells now what has changed. */
  send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const figures = this.#options.read();
    this.#title = figures.title;
    const text = JSON.stringify(figures);
    if (text === this.#last) return;
    this.#last = text;
    this.#options.send(figures);
  }

  /** Tells nothing more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#isOver = true;
  }
}
