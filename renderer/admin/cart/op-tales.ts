import { Fold } from '../../../cart/fold.ts';
import { historyOf, type HistoryEntry } from '../../../cart/history.ts';
import { isOpId, type UserId } from '../../../cart/ids.ts';
import { parseOp } from '../../../cart/op.ts';
import type { RawOp } from '../../../protocol/http.ts';
import { describe } from '../../messages/en/describe.ts';
import { describeEntry, describeFate, tellingOf, type Telling } from '../../shared/describe.ts';

/** Nobody is "you" to an operator. */
const NOBODY = '' as UserId;

/** What operations of a cart say in plain words; each is read when it is asked for. */
export class OpTales {
  readonly #ops: ReadonlyMap<string, RawOp>;
  readonly #entries: ReadonlyMap<string, HistoryEntry>;
  readonly #telling: Telling;

  constructor(ops: readonly RawOp[]) {
    const fold = new Fold();
    for (const { id, ...op } of ops) fold.apply(id, op);
    const history = historyOf(fold);
    this.#ops = new Map(ops.map((op) => [op.id, op]));
    this.#entries = new Map(history.map((entry) => [entry.id, entry]));
    this.#telling = tellingOf(history, NOBODY, describe);
  }

  entryOf(id: string): HistoryEntry | undefined {
    return this.#entries.get(id);
  }

  /** "Ana added 3 × Milk at €1.29". */
  deedOf(id: string): string {
    const entry = this.#entries.get(id);
    if (entry) return describeEntry(entry, this.#telling);
    const op = this.#ops.get(id);
    if (!op) return 'An operation that is not there';
    if (!isOpId(id)) return 'Not an operation: its id is not one';
    // A field too many is none to the parser.
    const parsed = parseOp(id, op);
    if (parsed.status === 'unknown') return `Something that this version does not know: “${parsed.op.kind}”`;
    return parsed.status === 'malformed' ? `Not an operation: ${parsed.reason}` : 'An operation';
  }

  /** What became of it, such as "taken out by Ana’s removal"; `null` while it simply counts. */
  fateOf(id: string): string | null {
    const entry = this.#entries.get(id);
    return entry ? describeFate(entry, this.#telling) : 'counts for nothing';
  }
}
