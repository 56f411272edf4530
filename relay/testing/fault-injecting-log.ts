import type { CartId } from '../../cart/ids.ts';
import {
  LogUnreadable,
  LogUnwritable,
  type FeedRequest,
  type LogEntry,
  type LogPosition,
  type RecoveryWindow,
  type Salvage,
  type StoredEntry,
  type StoredRecord,
  type UpdateLog,
} from '../log/update-log.ts';

/** Something to wait at, when closed. */
class Gate {
  #opened: Promise<void> | null = null;
  #open = (): void => undefined;

  get isClosed(): boolean {
    return this.#opened !== null;
  }

  close(): void {
    this.#opened = new Promise((resolve) => (this.#open = resolve));
  }

  open(): void {
    this.#opened = null;
    this.#open();
  }

  async pass(): Promise<void> {
    await this.#opened;
  }
}

/** A log whose storage fails, or is slow, when the test says so. */
export class FaultInjectingLog implements UpdateLog {
  /** Set to fail writes, with this reason. */
  writeFault: string | null = null;
  /** Set to fail reads, with this reason. */
  readFault: string | null = null;
  /** Appends begun, those held back and those failed included. */
  appends = 0;
  /** Reads of carts. */
  reads = 0;
  /** Most bytes that one of them carried. */
  largestAppend = 0;
  /** While closed, appends wait before they reach the storage. */
  readonly appendGate = new Gate();
  readonly readGate = new Gate();
  readonly #inner: UpdateLog;

  constructor(inner: UpdateLog) {
    this.#inner = inner;
  }

  get head(): LogPosition {
    return this.#inner.head;
  }

  get generation(): string {
    return this.#inner.generation;
  }

  get recovery(): RecoveryWindow | null {
    return this.#inner.recovery;
  }

  async append(entries: readonly LogEntry[]): Promise<void> {
    this.appends += 1;
    const bytes = entries.reduce((sum, { record }) => sum + record.bytes.length, 0);
    this.largestAppend = Math.max(this.largestAppend, bytes);
    this.#requireWritable();
    if (!this.appendGate.isClosed) return this.#inner.append(entries);
    const copies = structuredClone(entries);
    await this.appendGate.pass();
    this.#requireWritable();
    return this.#inner.append(copies);
  }

  async probe(bytes: number): Promise<void> {
    this.#requireWritable();
    await this.#inner.probe(bytes);
  }

  async read(cartId: CartId): Promise<readonly StoredRecord[]> {
    this.reads += 1;
    await this.readGate.pass();
    this.#requireReadable();
    return this.#inner.read(cartId);
  }

  async readFeed(request: FeedRequest): Promise<readonly StoredEntry[]> {
    await this.readGate.pass();
    this.#requireReadable();
    return this.#inner.readFeed(request);
  }

  async salvage(cartId: CartId): Promise<Salvage> {
    this.#requireReadable();
    return this.#inner.salvage(cartId);
  }

  async listCarts(): Promise<readonly CartId[]> {
    this.#requireReadable();
    return this.#inner.listCarts();
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  #requireWritable(): void {
    if (this.writeFault !== null) throw new LogUnwritable(this.writeFault);
  }

  #requireReadable(): void {
    if (this.readFault !== null) throw new LogUnreadable(this.readFault);
  }
}
