import { splitOpId, type CartId, type OpId } from '../../cart/ids.ts';
import { REDUCER_VERSION } from '../../cart/fold.ts';
import type { Hash } from '../../protocol/hash.ts';
import type { OpCopy } from '../copies/cart-copy.ts';
import { projectCart } from '../copies/cart-projection.ts';
import {
  countExported,
  isAsExported,
  lockCart,
  readStoredCarts,
  writeExport,
  writeLines,
  writeSnapshot,
  type StoredCart,
} from '../database/cart-rows.ts';
import type { Database, Session } from '../database/database.ts';
import { DatabaseHashTree } from '../database/database-tree.ts';
import { compareTrees, MemoryHashTree, type TreeDifference } from '../copies/hash-tree.ts';
import { hashOfHashes } from '../copies/op-hash.ts';
import { insertOps } from '../database/op-rows.ts';
import type { CartDigest, RelayCopy, RelaySource } from '../sources/relay-source.ts';

export interface ExportCartOptions {
  readonly relay: RelaySource;
  readonly database: Database;
  readonly clock: () => number;
  /** Who exports; goes into the snapshot. */
  readonly takenBy: string;
  /** Operations of one transaction. */
  readonly chunkSize?: number;
  /** Told after each chunk that was committed. */
  readonly onChunk?: (inserted: number) => void;
  /** Runs in the last transaction, before it is committed. */
  readonly finish?: (session: Session) => Promise<void>;
  readonly signal?: AbortSignal;
}

/** What exporting one cart came to. */
export interface CartExported {
  readonly cartId: CartId;
  readonly status:
    /** The database had it already, exactly. */
    | 'unchanged'
    | 'exported'
    /** Exported, but there are operations with other content, or that the relay does not have. */
    | 'differs';
  /** Operations the relay has. */
  readonly ops: number;
  readonly inserted: number;
  /** Stored with other content; left as they are. */
  readonly conflicts: readonly OpId[];
  /** In the database only. */
  readonly extra: readonly OpId[];
}

const CHUNK = 1_000;

/**
 * Brings one cart from the relay to the database. Safe to repeat, to interrupt and to run twice at once.
 *
 * Operations go in chunks, a transaction each; what the cart amounts to goes with the last one. A cart that is
 * there already, by the relay's digest of it (`null`: it has no such cart), costs one digest in the database;
 * one that has grown costs what is new.
 */
export async function exportCart(
  cartId: CartId,
  digest: CartDigest | null,
  options: ExportCartOptions,
): Promise<CartExported> {
  const { relay, database } = options;
  const stored = (await readStoredCarts(database, [cartId])).get(cartId) ?? null;
  if (stored && digest && isUpToDate(stored, digest)) {
    return { cartId, status: 'unchanged', ops: digest.ops, inserted: 0, conflicts: [], extra: [] };
  }
  return exportBeyond(stored, await relay.readCart(cartId), options);
}

/** Whether the database has exactly what the relay has, with what it amounts to. */
export const isUpToDate = (stored: StoredCart, { digest }: CartDigest): boolean =>
  isAsExported(stored) &&
  stored.exported?.digest === digest &&
  stored.exported.reducerVersion === REDUCER_VERSION;

/** The same, of a copy that was read already. */
export async function exportCopy(copy: RelayCopy, options: ExportCartOptions): Promise<CartExported> {
  const { cartId } = copy;
  const stored = (await readStoredCarts(options.database, [cartId])).get(cartId) ?? null;
  return exportBeyond(stored, copy, options);
}

/** Adds what the copy has beyond what is stored. */
async function exportBeyond(
  stored: StoredCart | null,
  copy: RelayCopy,
  options: ExportCartOptions,
): Promise<CartExported> {
  const { cartId, ops } = copy;
  const { database, clock, takenBy, chunkSize = CHUNK, onChunk, finish, signal } = options;
  const hashes = [...ops.values()].map(({ id, hash }) => [id, hash] as const);
  const difference =
    growthSince(stored, hashes) ??
    (await database.transaction(
      (session) => compareTrees(new MemoryHashTree(hashes), new DatabaseHashTree(session, cartId)),
      { isSnapshot: true },
    ));
  const missing = difference.onlyLeft.map((id) => ops.get(id)).filter((op): op is OpCopy => op !== undefined);
  const conflicts: OpId[] = [...difference.different];
  let inserted = 0;
  for (let from = 0; from === 0 || from < missing.length; from += chunkSize) {
    signal?.throwIfAborted();
    const chunk = missing.slice(from, from + chunkSize);
    const isLast = from + chunkSize >= missing.length;
    const result = await database.transaction(async (session) => {
      await lockCart(session, cartId);
      const written = await insertOps(session, cartId, chunk);
      // A copy that is older than what somebody else has exported meanwhile says nothing new.
      if (isLast && ops.size > 0 && ops.size >= (await countExported(session, cartId))) {
        const now = clock();
        const projection = projectCart(copy, now);
        await writeLines(session, cartId, projection.rows, now);
        await writeExport(session, copy, hashOfHashes(hashes), projection, now);
        await writeSnapshot(session, copy, projection, takenBy);
      }
      if (isLast) await finish?.(session);
      return written;
    });
    inserted += result.inserted;
    conflicts.push(...result.conflicts);
    onChunk?.(result.inserted);
  }
  const extra = difference.onlyRight;
  const status = conflicts.length > 0 || extra.length > 0 ? 'differs' : 'exported';
  return { cartId, status, ops: ops.size, inserted, conflicts, extra };
}

/**
 * What there is beyond the last export, if the rows are exactly what the copy had then, so that nothing more
 * has to be read of them; `null` if they are not.
 */
function growthSince(
  stored: StoredCart | null,
  hashes: readonly (readonly [OpId, Hash])[],
): TreeDifference | null {
  const sessions = stored?.exported?.sessions ?? {};
  const isExported = (id: OpId) => splitOpId(id).n <= (sessions[splitOpId(id).sid] ?? 0);
  const before = hashes.filter(([id]) => isExported(id));
  if (hashOfHashes(before) !== (stored?.root ?? hashOfHashes([]))) return null;
  const onlyLeft = hashes.map(([id]) => id).filter((id) => !isExported(id));
  return { onlyLeft, onlyRight: [], different: [] };
}
