import * as Y from 'yjs';
import { reasonOf } from '../../cart/result.ts';
import { readLedgerUpdate, type LedgerStruct } from '../../protocol/ledger-update.ts';
import { compactUpdates, readUpdates } from './database.ts';

/** From this many stored updates on, they are merged into one when the cart is opened. */
const COMPACT_FROM = 200;

/** A cart's database, read into its document; or why not, with the operations that could still be read. */
export type Loaded =
  | { readonly ok: true; readonly db: IDBDatabase }
  | { readonly ok: false; readonly reason: string; readonly readable: readonly LedgerStruct[] };

/**
 * Reads a stored cart into an empty document: all of it, or nothing.
 *
 * Each update must be a well-formed part of a ledger and none may be missing. The cart may well be whole on
 * the relay; yet to carry on here with a part of it would put the rest at risk, so a person has to decide.
 */
export async function loadCart(
  doc: Y.Doc,
  open: () => Promise<IDBDatabase>,
  hasHeldOperations: boolean,
): Promise<Loaded> {
  let db: IDBDatabase | null = null;
  const readable: LedgerStruct[] = [];
  try {
    db = await open();
    const updates: Uint8Array[] = [];
    const problems: string[] = [];
    for (const stored of await readUpdates(db)) {
      const read = readStored(stored);
      if (read.status === 'malformed') problems.push(read.reason);
      else readable.push(...read.structs);
      updates.push(stored as Uint8Array);
    }
    if (problems[0] !== undefined) throw new Error(`${problems.length} damaged: ${problems[0]}`);
    if (hasHeldOperations && updates.length === 0) throw new Error('what was saved is gone');
    if (hasGaps(readable)) throw new Error('operations are missing');
    if (updates.length > 0) Y.applyUpdate(doc, Y.mergeUpdates(updates), db);
    if (updates.length >= COMPACT_FROM) await compact(db);
    return { ok: true, db };
  } catch (error) {
    db?.close();
    return { ok: false, reason: reasonOf(error), readable };
  }
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

async function compact(db: IDBDatabase): Promise<void> {
  try {
    await compactUpdates(db, Y.mergeUpdates);
  } catch {
    // It only saves space, and nothing was changed. If the disk is in trouble, the next edit says so.
  }
}
