import { millisecondsOf, MAX_SKEW_MS } from '../../cart/hlc.ts';
import { isOpId, splitOpId, type OpId, type UserId } from '../../cart/ids.ts';
import { parseOp, type ParsedOp } from '../../cart/op.ts';
import { CART_FULL, type Refusal, type RefusalCode } from '../../protocol/frames.ts';
import { readLedgerUpdate, type LedgerStruct } from '../../protocol/ledger-update.ts';
import type { Limits } from '../../protocol/limits.ts';
import type { CartLedger } from './cart-ledger.ts';
import { hasAllReferences, referencesOf } from './references.ts';
import { isSameStruct } from './stored-struct.ts';
import type { LogRecord, RecoveryWindow } from '../log/update-log.ts';
import { WaitingParts } from './waiting-parts.ts';

/** What became of an update. */
export interface Admission {
  /** To be stored, in an order in which each comes after what it names; already reserved in the ledger. */
  readonly accepted: readonly LogRecord[];
  /** The first few; nobody needs to be told thousands of times. */
  readonly refusals: readonly Refusal[];
  /** How many clients wrote here for the first time. */
  readonly newClients: number;
  /** How many were accepted from somebody who is not their author, to make good what a restored log has lost. */
  readonly recovered: number;
}

export interface AdmissionContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly limits: Pick<Limits, 'maxOpBytes' | 'maxOpsPerCart' | 'maxCartBytes' | 'maxClientsPerCart'>;
  /** Whose operations these are; `null` where nobody is known by name. */
  readonly user: UserId | null;
  /** Whose each Yjs client is; only asked if there is a user. */
  readonly owners: { ownerOf(client: number): UserId | null };
  /** How many further clients the connection may be the first to write for. */
  readonly maxNewClients: number;
  /** What the log may have lost; others than their authors may bring it back. */
  readonly recovery: RecoveryWindow | null;
}

/** Most refusals that one update is answered with. */
const MAX_REFUSALS = 8;

/**
 * Takes from an update the operations that are new here, and reserves them.
 *
 * An update that is not purely a ledger's is refused whole. Otherwise operations are judged one by one: the
 * first to be refused ends its client's part, since what follows would leave a gap, and other clients'
 * operations go on. The first to take a (client, clock) keeps it; sending it again is not an error.
 *
 * An operation must not name one that is not here: it could cancel, or empty in advance, what somebody will
 * write later, since ids can be foretold. Yjs puts clients into an update by their ids and not by cause, so
 * a part that names something further on waits for it. Each wait is for one operation and is looked at once
 * when that comes, so the work is bounded by the bytes of the update.
 */
export function admit(update: Uint8Array, ledger: CartLedger, context: AdmissionContext): Admission {
  const read = readLedgerUpdate(update, context.limits);
  if (read.status === 'malformed') {
    const refusals: Refusal[] = [{ code: 'malformed', reason: read.reason }];
    return { accepted: [], refusals, newClients: 0, recovered: 0 };
  }
  const examination = new Examination(read.structs, ledger, context);
  examination.run();
  return examination;
}

class Examination implements Admission {
  readonly accepted: LogRecord[] = [];
  readonly refusals: Refusal[] = [];
  newClients = 0;
  recovered = 0;
  readonly #structs: readonly LedgerStruct[];
  readonly #ledger: CartLedger;
  readonly #context: AdmissionContext;
  // Most updates need neither of these.
  #waiting: WaitingParts | null = null;
  /** Clients whose part has ended, or waits. */
  #ended: Set<number> | null = null;

  constructor(structs: readonly LedgerStruct[], ledger: CartLedger, context: AdmissionContext) {
    this.#structs = structs;
    this.#ledger = ledger;
    this.#context = context;
  }

  run(): void {
    const structs = this.#structs;
    for (let at = 0; at < structs.length; at = this.#endOfPart(at)) {
      this.#takePart(at);
      if (this.#waiting !== null) this.#takeReady(this.#waiting);
    }
    for (const { at, missing } of this.#waiting?.left() ?? []) {
      this.#refuse('gap', `${(structs[at] as LedgerStruct).key} names ${missing}, which is not here`);
    }
  }

  /** Takes one client's structs in their order, until one is refused or has to wait. */
  #takePart(from: number, hasReferences = false): void {
    const { client } = this.#structs[from] as LedgerStruct;
    if (this.#ended?.has(client)) return;
    for (let at = from; at < this.#structs.length; at++) {
      const struct = this.#structs[at] as LedgerStruct;
      if (struct.client !== client) return;
      if (this.#take(struct, at, hasReferences && at === from)) continue;
      (this.#ended ??= new Set()).add(client);
      return;
    }
  }

  /** Takes the parts that what has been accepted since lets go on. */
  #takeReady(waiting: WaitingParts): void {
    for (let at = waiting.takeReady(); at !== null; at = waiting.takeReady()) {
      this.#ended?.delete((this.#structs[at] as LedgerStruct).client);
      this.#takePart(at, true);
    }
  }

  /** Whether its client's part may go on after this struct. */
  #take(struct: LedgerStruct, at: number, hasReferences: boolean): boolean {
    const { client, clock, key, value, bytes } = struct;
    const ledger = this.#ledger;
    const expected = ledger.nextClock(client);
    if (clock < expected) {
      if (isSameStruct(struct, ledger.structAt(client, clock))) return true;
      return this.#refuse('conflict', `client ${client} has written something else at clock ${clock}`);
    }
    if (clock > expected) {
      return this.#refuse('gap', `client ${client} is at clock ${clock}, but ${expected} is next`);
    }
    if (!isOpId(key)) {
      return this.#refuse('malformed', `${JSON.stringify(key.slice(0, 64))} is not an operation id`);
    }
    const parsed = parseOp(key, value);
    if (parsed.status === 'malformed') return this.#refuse('malformed', `${key}: ${parsed.reason}`);
    if (
      !this.#isNextOfSession(key, client) ||
      !this.#isAllowed(key, client, parsed.op) ||
      !this.#hasRoom(key, client, clock, bytes.length)
    ) {
      return false;
    }
    if (!hasReferences && parsed.status === 'known' && !hasAllReferences(parsed.op, ledger)) {
      (this.#waiting ??= new WaitingParts(ledger)).add(at, referencesOf(parsed.op));
      return false;
    }
    this.#accept({ client, clock, opId: key, storedAt: this.#context.now, bytes }, parsed.op.by);
    return true;
  }

  /** A session belongs to the client that first wrote under its id, and counts 1, 2, 3 …: version vectors rely on it. */
  #isNextOfSession(id: OpId, client: number): boolean {
    const { sid, n } = splitOpId(id);
    const session = this.#ledger.session(sid);
    if (session !== null && session.client !== client) {
      return this.#refuse('conflict', `client ${session.client} writes under the session of ${id}`);
    }
    const count = session?.count ?? 0;
    if (n <= count) return this.#refuse('conflict', `there is another operation ${id}`);
    if (n === count + 1) return true;
    return this.#refuse('malformed', `${id} does not follow operation ${count} of its session`);
  }

  #isAllowed(id: OpId, client: number, { at, by }: Extract<ParsedOp, { op: unknown }>['op']): boolean {
    const { now, user, owners, recovery } = this.#context;
    const written = millisecondsOf(at);
    if (written > now + MAX_SKEW_MS) {
      return this.#refuse(
        'clock',
        `${id} is from ${Math.round((written - now) / 1000)} s ahead of the relay`,
      );
    }
    if (user === null) return true;
    const isRecovered = recovery !== null && written >= recovery.since && written <= recovery.until;
    if (by !== user && !isRecovered)
      return this.#refuse('forbidden', `${id} is by ${by}, and you are ${user}`);
    const owner = owners.ownerOf(client);
    if (owner === null || owner === by) return true;
    return this.#refuse('forbidden', `client ${client} writes for ${owner}, not for ${by}`);
  }

  #hasRoom(id: OpId, client: number, clock: number, length: number): boolean {
    const { limits, maxNewClients } = this.#context;
    const ledger = this.#ledger;
    if (ledger.opCount >= limits.maxOpsPerCart || ledger.byteCount + length > limits.maxCartBytes) {
      return this.#refuse('quota', `${id}: ${CART_FULL}`);
    }
    if (clock > 0) return true;
    if (ledger.clientCount < limits.maxClientsPerCart && this.newClients < maxNewClients) return true;
    return this.#refuse('quota', `client ${client} is one too many`);
  }

  #accept(record: LogRecord, by: UserId): void {
    this.#ledger.reserve(record);
    this.accepted.push(record);
    if (record.clock === 0) this.newClients += 1;
    if (by !== this.#context.user && this.#context.user !== null) this.recovered += 1;
    this.#waiting?.arrived(record.opId);
  }

  #endOfPart(from: number): number {
    const { client } = this.#structs[from] as LedgerStruct;
    let at = from;
    while (this.#structs[at]?.client === client) at += 1;
    return at;
  }

  /** Gives false, so that a check can end with it. */
  #refuse(code: RefusalCode, reason: string): false {
    if (this.refusals.length < MAX_REFUSALS) this.refusals.push({ code, reason });
    return false;
  }
}
