import * as Y from 'yjs';
import type { CartId, OpId } from '../cart/ids.ts';
import { encodeLedgerUpdate } from '../protocol/ledger-update.ts';
import { ClientStructs } from './client-structs.ts';
import { FoldedCart } from './folded-cart.ts';
import { LogUnreadable, type LogRecord, type UpdateLog } from './update-log.ts';

/**
 * One cart's operations as bytes: those on disk, and those on their way there.
 *
 * There is no `Y.Doc`: what a joiner needs is headers and the stored bytes one after the other. What leaves
 * this object (snapshot, differences, state vector) is durable; what is in flight only counts when deciding
 * whether a further operation fits.
 */
export class CartLedger {
  readonly cartId: CartId;
  readonly #clients = new Map<number, ClientStructs>();
  readonly #opIds = new Set<OpId>();
  #updatedAt: number | null = null;
  #snapshot: Uint8Array | null = null;
  #stateVector: Uint8Array | null = null;
  #folded: FoldedCart | null = null;

  readonly #inFlight = new Map<number, LogRecord[]>();
  readonly #opIdsInFlight = new Set<OpId>();

  constructor(cartId: CartId) {
    this.cartId = cartId;
  }

  /** Reads a cart back from the log. Rejects with `LogUnreadable` if what is there makes no sense. */
  static async load(cartId: CartId, log: UpdateLog): Promise<CartLedger> {
    const ledger = new CartLedger(cartId);
    for (const record of await log.read(cartId)) {
      // An append that failed may have reached the disk all the same, and then been sent and stored again.
      if (ledger.#holds(record)) continue;
      if (record.clock !== ledger.nextClock(record.client) || ledger.hasOpId(record.opId)) {
        throw new LogUnreadable(
          `cart ${cartId}: ${record.opId} does not follow what is before it in the log`,
        );
      }
      ledger.#add(record);
    }
    return ledger;
  }

  /** Durable operations. */
  get size(): number {
    return this.#opIds.size;
  }

  get hasInFlight(): boolean {
    return this.#inFlight.size > 0;
  }

  /** When the latest durable operation was handed to the log, milliseconds since 1970; `null` for none. */
  get updatedAt(): number | null {
    return this.#updatedAt;
  }

  /** The durable operations of all clients, as one update. Shared: not to be changed. */
  get snapshot(): Uint8Array {
    this.#snapshot ??= this.differenceFrom(new Map());
    return this.#snapshot;
  }

  /** Of the durable operations, as Yjs encodes it. Shared: not to be changed. */
  get stateVector(): Uint8Array {
    this.#stateVector ??= Y.encodeStateVector(
      new Map([...this.#clients].map(([id, { count }]) => [id, count])),
    );
    return this.#stateVector;
  }

  /** What the durable operations amount to. */
  get folded(): FoldedCart {
    this.#folded ??= new FoldedCart([...this.#clients.values()].flatMap((client) => [...client.structs()]));
    return this.#folded;
  }

  /** The durable operations that someone with this state vector lacks, as one update. */
  differenceFrom(stateVector: ReadonlyMap<number, number>): Uint8Array {
    const missing = [...this.#clients.values()].filter(
      ({ client, count }) => count > (stateVector.get(client) ?? 0),
    );
    return encodeLedgerUpdate(missing.map((structs) => structs.from(stateVector.get(structs.client) ?? 0)));
  }

  /** The clock of the next operation of a client, after those in flight. */
  nextClock(client: number): number {
    return (this.#clients.get(client)?.count ?? 0) + (this.#inFlight.get(client)?.length ?? 0);
  }

  /** The struct at a clock before `nextClock`. */
  structAt(client: number, clock: number): Uint8Array {
    const durable = this.#clients.get(client);
    const count = durable?.count ?? 0;
    const struct = clock < count ? durable?.at(clock) : this.#inFlight.get(client)?.[clock - count]?.bytes;
    if (!struct) throw new Error(`client ${client} has no operation at clock ${clock}`);
    return struct;
  }

  hasOpId(opId: OpId): boolean {
    return this.#opIds.has(opId) || this.#opIdsInFlight.has(opId);
  }

  /** Notes an operation that is about to be handed to the log; it must be next of its client. */
  reserve(record: LogRecord): void {
    if (record.clock !== this.nextClock(record.client)) throw new Error('reserved out of order');
    const records = this.#inFlight.get(record.client);
    if (records) records.push(record);
    else this.#inFlight.set(record.client, [record]);
    this.#opIdsInFlight.add(record.opId);
  }

  /** The log has these now; they are the oldest in flight of their clients. */
  settle(records: readonly LogRecord[]): void {
    for (const record of records) {
      const inFlight = this.#inFlight.get(record.client);
      if (inFlight?.shift() !== record) throw new Error('settled out of order');
      if (inFlight.length === 0) this.#inFlight.delete(record.client);
      this.#opIdsInFlight.delete(record.opId);
      this.#add(record);
    }
  }

  /** The log has none of those in flight. */
  rollBack(): void {
    this.#inFlight.clear();
    this.#opIdsInFlight.clear();
  }

  #holds({ client, clock, bytes }: LogRecord): boolean {
    const structs = this.#clients.get(client);
    return structs !== undefined && clock < structs.count && Buffer.compare(structs.at(clock), bytes) === 0;
  }

  #add({ client, opId, storedAt, bytes }: LogRecord): void {
    let structs = this.#clients.get(client);
    if (!structs) this.#clients.set(client, (structs = new ClientStructs(client)));
    structs.push(bytes);
    this.#folded?.push(bytes);
    this.#opIds.add(opId);
    this.#updatedAt = Math.max(this.#updatedAt ?? 0, storedAt);
    this.#snapshot = null;
    this.#stateVector = null;
  }
}
