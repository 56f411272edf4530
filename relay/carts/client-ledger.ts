import type { StructRun } from '../../protocol/ledger-update.ts';
import type { LogRecord } from '../log/update-log.ts';

/** Settled records are let go of together. */
const MAX_SETTLED_KEPT = 64;
/** From here on room is made in smaller steps, since half of it would lie idle. */
const LARGE_BYTES = 1024 * 1024;

/**
 * One Yjs client's structs: the durable ones back to back from clock 0, so that any tail of them is one piece of
 * bytes, and those on their way to the log.
 */
export class ClientLedger {
  readonly client: number;
  /** Twice as large as needed at most; the bytes before the last end never change. */
  #bytes = new Uint8Array(256);
  /** Where each durable struct ends. */
  readonly #ends: number[] = [];
  /** In the order of their clocks; the first `#settled` have become durable. */
  #reserved: LogRecord[] = [];
  #settled = 0;

  constructor(client: number) {
    this.client = client;
  }

  /** Durable structs: also the clock after the last of them. */
  get count(): number {
    return this.#ends.length;
  }

  get inFlight(): number {
    return this.#reserved.length - this.#settled;
  }

  /** The clock after those in flight. */
  get nextClock(): number {
    return this.count + this.inFlight;
  }

  /** The struct at a clock before `nextClock`. */
  at(clock: number): Uint8Array {
    if (clock < this.count) return this.#bytes.subarray(this.#endOf(clock), this.#endOf(clock + 1));
    const record = this.#reserved[this.#settled + clock - this.count];
    if (!record) throw new Error(`client ${this.client} has no operation at clock ${clock}`);
    return record.bytes;
  }

  /** All durable ones from that clock on. */
  from(clock: number): StructRun {
    const pieces = [this.#bytes.subarray(this.#endOf(clock), this.#endOf(this.count))];
    return { client: this.client, clock, count: this.count - clock, pieces };
  }

  *structs(): Iterable<Uint8Array> {
    for (let clock = 0; clock < this.count; clock++) yield this.at(clock);
  }

  /** Notes a record that is about to be handed to the log. */
  reserve(record: LogRecord): void {
    if (record.clock !== this.nextClock) throw new Error('reserved out of order');
    this.#reserved.push(record);
  }

  /** The oldest in flight has become durable. */
  settle(record: LogRecord): void {
    if (this.#reserved[this.#settled] !== record) throw new Error('settled out of order');
    this.#settled += 1;
    if (this.#settled === this.#reserved.length || this.#settled === MAX_SETTLED_KEPT) {
      this.#reserved.splice(0, this.#settled);
      this.#settled = 0;
    }
    this.push(record.bytes);
  }

  /** Forgets what was in flight; gives it. */
  rollBack(): readonly LogRecord[] {
    const lost = this.#reserved.slice(this.#settled);
    this.#reserved = [];
    this.#settled = 0;
    return lost;
  }

  /** Adds a durable struct. */
  push(struct: Uint8Array): void {
    const start = this.#endOf(this.count);
    const end = start + struct.length;
    if (end > this.#bytes.length) {
      const growth = this.#bytes.length < LARGE_BYTES ? 2 : 1.25;
      const larger = new Uint8Array(Math.max(end, Math.ceil(this.#bytes.length * growth)));
      larger.set(this.#bytes.subarray(0, start));
      this.#bytes = larger;
    }
    this.#bytes.set(struct, start);
    this.#ends.push(end);
  }

  /** Where the first `count` durable structs end. */
  #endOf(count: number): number {
    return count === 0 ? 0 : (this.#ends[count - 1] as number);
  }
}
