import type { StructRun } from '../protocol/ledger-update.ts';

/** One client's durable structs, back to back from clock 0, so that any tail of them is one piece of bytes. */
export class ClientStructs {
  readonly client: number;
  /** Twice as large as needed at most; the bytes before the last end never change. */
  #bytes = new Uint8Array(512);
  /** Where each struct ends. */
  readonly #ends: number[] = [];

  constructor(client: number) {
    this.client = client;
  }

  /** How many there are: also the clock of the next one. */
  get count(): number {
    return this.#ends.length;
  }

  push(struct: Uint8Array): void {
    const start = this.#endOf(this.count);
    const end = start + struct.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, start));
      this.#bytes = larger;
    }
    this.#bytes.set(struct, start);
    this.#ends.push(end);
  }

  at(clock: number): Uint8Array {
    return this.#bytes.subarray(this.#endOf(clock), this.#endOf(clock + 1));
  }

  /** All from that clock on. */
  from(clock: number): StructRun {
    const pieces = [this.#bytes.subarray(this.#endOf(clock), this.#endOf(this.count))];
    return { client: this.client, clock, count: this.count - clock, pieces };
  }

  *structs(): Iterable<Uint8Array> {
    for (let clock = 0; clock < this.count; clock++) yield this.at(clock);
  }

  /** Where the first `count` structs end. */
  #endOf(count: number): number {
    return count === 0 ? 0 : (this.#ends[count - 1] as number);
  }
}
