import { canonicalJson, type Json } from '../cart/json.ts';
import { isOpId } from '../cart/ids.ts';
import { parseOp } from '../cart/op.ts';
import type { Refusal } from '../protocol/frames.ts';
import { encodeLedgerUpdate, readLedgerUpdate, type LedgerStruct } from '../protocol/ledger-update.ts';
import type { CartLedger } from './cart-ledger.ts';
import type { LogRecord } from './update-log.ts';

/** What became of an update. */
export interface Admission {
  /** To be stored; already reserved in the ledger. */
  readonly accepted: readonly LogRecord[];
  readonly refusals: readonly Refusal[];
}

export interface AdmissionContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly maxOpBytes: number;
}

/**
 * Takes from an update the operations that are new here, and reserves them.
 *
 * An update that is not purely a ledger's is refused whole. Otherwise operations are judged one by one: the
 * first to be refused ends its client's part, since what follows would leave a gap, and other clients'
 * operations go on. The first to take a (client, clock) keeps it; sending it again is not an error.
 */
export function admit(update: Uint8Array, ledger: CartLedger, context: AdmissionContext): Admission {
  const read = readLedgerUpdate(update, context);
  if (read.status === 'malformed') {
    return { accepted: [], refusals: [{ code: 'malformed', reason: read.reason }] };
  }
  const accepted: LogRecord[] = [];
  const refusals: Refusal[] = [];
  const ended = new Set<number>();
  for (const struct of read.structs) {
    if (ended.has(struct.client)) continue;
    const verdict = judge(struct, ledger, context.now);
    if (verdict.status === 'accepted') {
      ledger.reserve(verdict.record);
      accepted.push(verdict.record);
    } else if (verdict.status === 'refused') {
      refusals.push(verdict.refusal);
      ended.add(struct.client);
    }
  }
  return { accepted, refusals };
}

type Verdict =
  | { readonly status: 'accepted'; readonly record: LogRecord }
  | { readonly status: 'duplicate' }
  | { readonly status: 'refused'; readonly refusal: Refusal };

function judge(struct: LedgerStruct, ledger: CartLedger, now: number): Verdict {
  const { client, clock, key, value, bytes } = struct;
  const expected = ledger.nextClock(client);
  if (clock < expected) {
    if (isSameStruct(struct, ledger.structAt(client, clock))) return { status: 'duplicate' };
    return refuse('conflict', `client ${client} has written something else at clock ${clock}`);
  }
  if (clock > expected) {
    return refuse('gap', `client ${client} is at clock ${clock}, but ${expected} is next`);
  }
  if (!isOpId(key)) return refuse('malformed', `${JSON.stringify(key.slice(0, 64))} is not an operation id`);
  const parsed = parseOp(key, value);
  if (parsed.status === 'malformed') return refuse('malformed', `${key}: ${parsed.reason}`);
  if (ledger.hasOpId(key)) return refuse('conflict', `there is another operation ${key}`);
  return { status: 'accepted', record: { client, clock, opId: key, storedAt: now, bytes } };
}

const refuse = (code: Refusal['code'], reason: string): Verdict => ({
  status: 'refused',
  refusal: { code, reason },
});

/** Whether it says the same, though a client may encode it otherwise, as with another order of keys. */
function isSameStruct(struct: LedgerStruct, stored: Uint8Array): boolean {
  if (Buffer.compare(struct.bytes, stored) === 0) return true;
  const { key, value } = readStruct(stored);
  return key === struct.key && canonicalJson(value as Json) === canonicalJson(struct.value as Json);
}

/** What a stored struct says. Throws on bytes that are none. */
export function readStruct(bytes: Uint8Array): Pick<LedgerStruct, 'key' | 'value'> {
  const update = encodeLedgerUpdate([{ client: 0, clock: 0, count: 1, pieces: [bytes] }]);
  const read = readLedgerUpdate(update, { maxOpBytes: bytes.length });
  const struct = read.status === 'ledger' ? read.structs[0] : undefined;
  if (!struct) throw new Error('stored bytes are not a struct');
  return struct;
}
