import type { CartId, OpId } from '../../cart/ids.ts';
import type { Hash } from '../../protocol/hash.ts';
import { newCartCopy } from '../copies/cart-copy.ts';
import { readStoredCarts, type StoredCart } from '../database/cart-rows.ts';
import type { Database } from '../database/database.ts';
import { DatabaseHashTree } from '../database/database-tree.ts';
import { compareTrees, MemoryHashTree, type TreeDifference } from '../copies/hash-tree.ts';
import { readOps, type OpRow } from '../database/op-rows.ts';
import { readSnapshotIds } from '../database/snapshot-ids.ts';
import type { RelayCopy, RelaySource } from '../sources/relay-source.ts';

/** The database at one moment, held against the relay a moment later. */
export interface DatabaseLook {
  readonly stored: StoredCart | null;
  /** Operations that a snapshot has; looked up only if nothing else tells how far the cart was exported. */
  readonly inSnapshot: ReadonlySet<OpId>;
  readonly copy: RelayCopy;
  /** Left is the relay. */
  readonly difference: TreeDifference;
  /** Operations that only the relay has. */
  readonly absent: ReadonlySet<OpId>;
  /** The rows that are only in the database, or different. */
  readonly rows: ReadonlyMap<OpId, OpRow>;
  /** Of the rows as they are; `null` if there are none. */
  readonly digest: Hash | null;
}

/** Reads the database in one snapshot, and the relay after that snapshot was taken. */
export function lookAtDatabase(
  cartId: CartId,
  { database, relay }: { readonly database: Database; readonly relay: RelaySource },
): Promise<DatabaseLook> {
  return database.transaction(
    async (session) => {
      // The first statement fixes what the whole transaction sees.
      const stored = (await readStoredCarts(session, [cartId])).get(cartId) ?? null;
      const inSnapshot = stored?.exported ? new Set<OpId>() : await readSnapshotIds(session, cartId);
      const copy = await relay.readCart(cartId);
      const hashes = [...copy.ops.values()].map(({ id, hash }) => [id, hash] as const);
      const difference = await compareTrees(
        new MemoryHashTree(hashes),
        new DatabaseHashTree(session, cartId),
      );
      const rows = new Map<OpId, OpRow>();
      const unusual = [...difference.onlyRight, ...difference.different];
      if (unusual.length > 0) {
        for await (const row of readOps(session, cartId, unusual)) rows.set(row.id, row);
      }
      const absent = new Set(difference.onlyLeft);
      const same = [...copy.ops.values()].filter(({ id }) => !absent.has(id) && !rows.has(id));
      const found = [...same, ...[...rows.values()].map(({ id, op }) => ({ id, op, place: null }))];
      const digest = found.length > 0 ? newCartCopy(cartId, found).digest : null;
      return { stored, inSnapshot, copy, difference, absent, rows, digest };
    },
    { isSnapshot: true },
  );
}
