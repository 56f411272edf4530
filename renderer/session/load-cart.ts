import * as Y from 'yjs';
import { reasonOf } from '../../cart/result.ts';
import type { LedgerStruct } from '../../protocol/ledger-update.ts';
import { checkStored, type StoredProblem } from './check-stored.ts';
import { compactUpdates, readUpdates } from './database.ts';

/** From this many stored updates on, they are merged into one when the cart is opened. */
const COMPACT_FROM = 200;

/** A cart's database, read into its document; or why not, with the operations that could still be read. */
export type Loaded =
  | { readonly ok: true; readonly db: IDBDatabase }
  | {
      readonly ok: false;
      /** `closed`: its database does not open. */
      readonly kind: StoredProblem | 'closed';
      readonly reason: string;
      readonly readable: readonly LedgerStruct[];
    };

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
  try {
    db = await open();
    const checked = checkStored(await readUpdates(db), hasHeldOperations);
    if (!checked.ok) {
      db.close();
      return checked;
    }
    const { updates } = checked;
    if (updates.length > 0) Y.applyUpdate(doc, Y.mergeUpdates([...updates]), db);
    if (updates.length >= COMPACT_FROM) await compact(db);
    return { ok: true, db };
  } catch (error) {
    db?.close();
    return { ok: false, kind: 'closed', reason: reasonOf(error), readable: [] };
  }
}

async function compact(db: IDBDatabase): Promise<void> {
  try {
    await compactUpdates(db, Y.mergeUpdates);
  } catch {
    // It only saves space, and nothing was changed. If the disk is in trouble, the next edit says so.
  }
}
