import type { ExportProgress } from '../../protocol/export-progress.ts';

/** Counts what an export does, and says when there is something to tell. */
export class ProgressMeter {
  readonly #clock: () => number;
  readonly #start: number;
  readonly #carts: number;
  readonly #ops: number;
  #cartsDone = 0;
  #opsDone = 0;
  #inserted = 0;

  constructor(total: { readonly carts: number; readonly ops: number }, clock: () => number) {
    this.#clock = clock;
    this.#start = clock();
    this.#carts = total.carts;
    this.#ops = total.ops;
  }

  addInserted(count: number): void {
    this.#inserted += count;
  }

  /** A cart is done; it had that many operations when the export began. */
  addCart(ops: number): void {
    this.#cartsDone += 1;
    this.#opsDone += ops;
  }

  get progress(): ExportProgress {
    const elapsed = this.#clock() - this.#start;
    const opsPerSecond = elapsed > 0 ? (this.#opsDone * 1_000) / elapsed : 0;
    const left = this.#ops - this.#opsDone;
    return {
      ...{ carts: this.#carts, cartsDone: this.#cartsDone, ops: this.#ops, opsDone: this.#opsDone },
      ...{ inserted: this.#inserted, opsPerSecond: Math.round(opsPerSecond) },
      remainingMs: left <= 0 ? 0 : opsPerSecond > 0 ? Math.round((left * 1_000) / opsPerSecond) : null,
    };
  }
}
