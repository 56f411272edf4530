import * as Y from 'yjs';
import { splitOpId, type CartId, type OpId, type Sid } from '../../cart/ids.ts';
import { encodeLedgerUpdate } from '../../protocol/ledger-update.ts';
import { syncStep2Frame } from '../../protocol/relay-frame.ts';
import { ClientLedger } from './client-ledger.ts';
import { FoldedCart } from './folded-cart.ts';
import { LogUnreadable, type LogRecord, type UpdateLog } from '../log/update-log.ts';

/** The operations of one session, which one client writes one after the other. */
export interface Session {
  /** The Yjs client that writes it. */
  readonly client: number;
  /** How many there are, those in flight included: also the ordinal of the latest. */
  readonly count: number;
}

/** The state vector of a cart without operations. Shared, since thousands may be open. */
const NOTHING = Uint8Array.of(0);

/**
 * One cart's operations as bytes: those on disk, and those on their way there.
 *
 * There is no `Y.Doc`: what a joiner needs is headers and the stored bytes one after the other. What leaves
 * this object (snapshot, differences, state vector) is durable; what is in flight only counts when deciding
 * whether a further operation fits.
 */
export class CartLedger {
  readonly cartId: CartId;
  readonly #clients = new Map<number, ClientLedger>();
  readonly #sessions = new Map<Sid, { readonly client: number; count: number }>();
  #size = 0;
  #inFlight = 0;
  #byteCount = 0;
  #updatedAt: number | null = null;
  #snapshot: { readonly update: Uint8Array; readonly frame: Uint8Array } | null = null;
  #stateVector: Uint8Array | null = null;
  #folded: FoldedCart | null = null;

  constructor(cartId: CartId) {
    this.cartId = cartId;
  }

  /** Reads a cart back from the log. Rejects with `LogUnreadable` if what is there makes no sense. */
  static async load(cartId: CartId, log: UpdateLog): Promise<CartLedger> {
    return CartLedger.of(cartId, await log.read(cartId));
  }

  /** The cart of these records, in the order of the log. Throws `LogUnreadable` if they make no sense. */
  static of(cartId: CartId, records: Iterable<LogRecord>): CartLedger {
    const ledger = new CartLedger(cartId);
    for (const record of records) ledger.#load(record);
    return ledger;
  }

  /** Durable operations. */
  get size(): number {
    return this.#size;
  }

  get hasInFlight(): boolean {
    return this.#inFlight > 0;
  }

  /** Operations, those in flight included. */
  get opCount(): number {
    return this.#size + this.#inFlight;
  }

  /** Bytes of the operations, those in flight included. */
  get byteCount(): number {
    return this.#byteCount;
  }

  /** Yjs clients that have written, those in flight included. */
  get clientCount(): number {
    return this.#clients.size;
  }

  /** When the latest durable operation was handed to the log, milliseconds since 1970; `null` for none. */
  get updatedAt(): number | null {
    return this.#updatedAt;
  }

  /** The durable operations of all clients, as one update. Shared: not to be changed. */
  get snapshot(): Uint8Array {
    return this.#takeSnapshot().update;
  }

  /** The same as the answer to whoever has nothing yet. Shared: not to be changed. */
  get snapshotFrame(): Uint8Array {
    return this.#takeSnapshot().frame;
  }

  /** Whether there already is a frame of everything, which costs nothing to send. */
  get hasSnapshotFrame(): boolean {
    return this.#snapshot !== null;
  }

  /** Of the durable operations, as Yjs encodes it. Shared: not to be changed. */
  get stateVector(): Uint8Array {
    if (this.#size === 0) return NOTHING;
    this.#stateVector ??= Y.encodeStateVector(
      new Map([...this.#durable()].map(({ client, count }) => [client, count])),
    );
    return this.#stateVector;
  }

  /** What the durable operations amount to. */
  get folded(): FoldedCart {
    this.#folded ??= new FoldedCart([...this.#durable()].flatMap((client) => [...client.structs()]));
    return this.#folded;
  }

  /** The durable operations that someone with this state vector lacks, as one update. */
  differenceFrom(stateVector: ReadonlyMap<number, number>): Uint8Array {
    const lacks = ({ client, count }: ClientLedger) => count > (stateVector.get(client) ?? 0);
    const missing = [...this.#durable()].filter(lacks);
    return encodeLedgerUpdate(missing.map((client) => client.from(stateVector.get(client.client) ?? 0)));
  }

  /** The clock of the next operation of a client, after those in flight. */
  nextClock(client: number): number {
    return this.#clients.get(client)?.nextClock ?? 0;
  }

  /** The struct at a clock before `nextClock`. */
  structAt(client: number, clock: number): Uint8Array {
    const structs = this.#clients.get(client);
    if (!structs) throw new Error(`there is no client ${client}`);
    return structs.at(clock);
  }

  /** A session that has written here, in flight or durably. */
  session(sid: Sid): Session | null {
    return this.#sessions.get(sid) ?? null;
  }

  hasOpId(opId: OpId): boolean {
    const { sid, n } = splitOpId(opId);
    return n <= (this.#sessions.get(sid)?.count ?? 0);
  }

  /** Notes an operation that is about to be handed to the log; it must be next of its client. */
  reserve(record: LogRecord): void {
    this.#client(record.client).reserve(record);
    this.#extendSession(record);
    this.#inFlight += 1;
    this.#byteCount += record.bytes.length;
  }

  /** The log has these now; they are the oldest in flight of their clients. */
  settle(records: readonly LogRecord[]): void {
    for (const record of records) {
      this.#client(record.client).settle(record);
      this.#inFlight -= 1;
      this.#count(record);
    }
    this.#snapshot = null;
    this.#stateVector = null;
  }

  /** The log has none of those in flight. */
  rollBack(): void {
    for (const client of this.#clients.values()) {
      for (const { opId, bytes } of client.rollBack()) {
        this.#shortenSession(splitOpId(opId).sid);
        this.#byteCount -= bytes.length;
      }
      if (client.nextClock === 0) this.#clients.delete(client.client);
    }
    this.#inFlight = 0;
  }

  #takeSnapshot() {
    if (this.#snapshot === null) {
      const update = this.differenceFrom(new Map());
      const frame = syncStep2Frame(update);
      // One copy is enough: the update is the end of the frame.
      this.#snapshot = { frame, update: frame.subarray(frame.length - update.length) };
    }
    return this.#snapshot;
  }

  #load(record: LogRecord): void {
    const client = this.#client(record.client);
    const { clock, opId, bytes } = record;
    // An append that failed may have reached the disk all the same, and then been sent and stored again.
    if (clock < client.count && Buffer.compare(client.at(clock), bytes) === 0) return;
    if (clock !== client.count || this.hasOpId(opId)) {
      throw new LogUnreadable(`cart ${this.cartId}: ${opId} does not follow what is before it in the log`, {
        cartId: this.cartId,
      });
    }
    client.push(bytes);
    this.#byteCount += bytes.length;
    this.#extendSession(record);
    this.#count(record);
  }

  #client(id: number): ClientLedger {
    let client = this.#clients.get(id);
    if (!client) this.#clients.set(id, (client = new ClientLedger(id)));
    return client;
  }

  *#durable(): Iterable<ClientLedger> {
    for (const client of this.#clients.values()) if (client.count > 0) yield client;
  }

  #count({ bytes, storedAt }: LogRecord): void {
    this.#size += 1;
    this.#updatedAt = Math.max(this.#updatedAt ?? 0, storedAt);
    this.#folded?.push(bytes);
  }

  #extendSession({ client, opId }: LogRecord): void {
    const { sid, n } = splitOpId(opId);
    const session = this.#sessions.get(sid);
    if (session) session.count = n;
    else this.#sessions.set(sid, { client, count: n });
  }

  /** By its latest operation. */
  #shortenSession(sid: Sid): void {
    const session = this.#sessions.get(sid);
    if (!session) return;
    session.count -= 1;
    if (session.count === 0) this.#sessions.delete(sid);
  }
}
