import { readLedgerUpdate, type LedgerStruct } from '../../protocol/ledger-update.ts';

/**
 * What is wrong with a stored cart: all of it was lost, something in it cannot be read, or a part is missing.
 */
export type StoredProblem = 'gone' | 'damaged' | 'gaps';

/** A stored cart, or why it cannot be used, with the operations that could still be read. */
export type Checked =
  | { readonly ok: true; readonly updates: readonly Uint8Array[]; readonly structs: readonly LedgerStruct[] }
  | {
      readonly ok: false;
      readonly kind: StoredProblem;
      /** For whoever looks into it. */
      readonly reason: string;
      readonly readable: readonly LedgerStruct[];
    };

/**
 * Checks everything that is stored of a cart: each update must be a well-formed part of a ledger, none may be
 * missing, and there must be some if there ever were. Updates may overlap.
 */
export function checkStored(stored: readonly unknown[], hasHeldOperations: boolean): Checked {
  const structs: LedgerStruct[] = [];
  const updates: Uint8Array[] = [];
  const problems: string[] = [];
  for (const update of stored) {
    const read = readStored(update);
    if (read.status === 'malformed') problems.push(read.reason);
    else structs.push(...read.structs);
    updates.push(update as Uint8Array);
  }
  const fail = (kind: StoredProblem, reason: string): Checked => ({
    ...{ ok: false, kind, reason, readable: structs },
  });
  if (problems[0] !== undefined) return fail('damaged', `${problems.length} damaged: ${problems[0]}`);
  if (hasHeldOperations && updates.length === 0) return fail('gone', 'what was saved is gone');
  if (hasGaps(structs)) return fail('gaps', 'operations are missing');
  return { ok: true, updates, structs };
}

/** Size limits concern the wire; what is stored was let in before. */
const readStored = (stored: unknown) =>
  stored instanceof Uint8Array
    ? readLedgerUpdate(stored, { maxOpBytes: Infinity })
    : ({ status: 'malformed', reason: 'something that is no update' } as const);

/** Of each client the clocks must be 0, 1, 2 …; updates may overlap. */
function hasGaps(structs: readonly LedgerStruct[]): boolean {
  const clocks = new Map<number, Set<number>>();
  for (const { client, clock } of structs) {
    const seen = clocks.get(client);
    if (seen) seen.add(clock);
    else clocks.set(client, new Set([clock]));
  }
  return [...clocks.values()].some((seen) => seen.size !== largest(seen) + 1);
}

/** Not by spreading: a session can be longer than an argument list. */
const largest = (clocks: ReadonlySet<number>): number => {
  let max = -1;
  for (const clock of clocks) max = Math.max(max, clock);
  return max;
};
