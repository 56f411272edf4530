import { opsById } from '../../cart/digest.ts';
import type { CartId, OpId } from '../../cart/ids.ts';
import type { CartSides, DatabaseSide, Side, StoredLine } from '../../protocol/admin/carts.ts';
import type { RawOp } from '../../protocol/http.ts';
import type { CartResult } from '../../protocol/verdict.ts';
import { newCartCopy, type CartCopy } from '../copies/cart-copy.ts';
import { opHash } from '../copies/op-hash.ts';
import type { Session } from '../database/database.ts';
import { readPostgresJson } from '../database/json-for-postgres.ts';
import { readOps, type OpRow } from '../database/op-rows.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import type { ClientSource } from '../sources/client-source.ts';
import { attempt, type Attempt } from './attempt.ts';
import type { ChosenDatabase } from './chosen-database.ts';
import type { RelayAccess } from './relay-access.ts';

export interface CartSources {
  readonly relay: RelayAccess;
  readonly database: ChosenDatabase;
  readonly desktop: ClientSource;
  readonly clock: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** One cart as each source has it, read independently, and compared once more by reconciling it. */
export async function readCartSides(cartId: CartId, sources: CartSources): Promise<CartSides> {
  const { relay, database, desktop, clock } = sources;
  const [fromRelay, fromDatabase, fromDesktop, result] = await Promise.all([
    attempt(async () => relay.source.readCart(cartId)),
    attempt(async () => readStored(cartId, await database.forReading())),
    attempt(() => desktop.readCart(cartId)),
    attempt(() => compare(cartId, sources)),
  ]);
  return {
    cartId,
    relay: sideOf(fromRelay),
    database: fromDatabase.status === 'read' ? fromDatabase.value : fromDatabase,
    desktop: sideOf(fromDesktop),
    result: result.status === 'read' ? result.value : null,
    readAt: clock(),
  };
}

/** `null` while the database has no tables to compare with. */
async function compare(cartId: CartId, sources: CartSources): Promise<CartResult | null> {
  const { relay, desktop, clock, sleep } = sources;
  const database = await sources.database.forReading();
  if (!database) return null;
  const options = { relay: relay.source, database, clients: [desktop], cartIds: [cartId], clock, sleep };
  const report = await reconcile({ ...options, isRecorded: false });
  return report.carts[0] ?? null;
}

function sideOf(read: Attempt<CartCopy | null>): Side {
  if (read.status !== 'read') return read;
  const copy = read.value;
  if (!copy || copy.ops.size === 0) return { status: 'absent' };
  return { status: 'read', ops: rawOps(copy.ops.values()), digest: copy.digest };
}

/** What a hand wrote into a row may have no kind. */
const rawOps = (ops: Iterable<{ readonly id: OpId; readonly op: unknown }>): readonly RawOp[] =>
  opsById([...ops].map(({ id, op }) => [id, op] as const)).map((op) =>
    'kind' in op && typeof op.kind === 'string' ? (op as RawOp) : { ...op, kind: '' },
  );

async function readStored(cartId: CartId, database: Session | null): Promise<DatabaseSide> {
  if (!database) return { status: 'absent' };
  const rows: OpRow[] = [];
  for await (const row of readOps(database, cartId)) rows.push(row);
  const [exported] = await database.query<{ at: Date }>(
    'select exported_at as at from trolley.cart_export where cart_id = $1',
    [cartId],
  );
  const lines = await readLines(database, cartId);
  if (rows.length + lines.length === 0 && !exported) return { status: 'absent' };
  return {
    status: 'read',
    ops: rawOps(rows),
    digest: newCartCopy(
      cartId,
      rows.map(({ id, op }) => ({ id, op, place: null })),
    ).digest,
    damaged: rows
      .filter(({ id, op, hash, isAsWritten }) => !isAsWritten || opHash(id, op) !== hash)
      .map(({ id }) => id),
    lines,
    exportedAt: exported?.at.getTime() ?? null,
  };
}

async function readLines(session: Session, cartId: CartId): Promise<readonly StoredLine[]> {
  const lines = await session.query<StoredLine>(
    `select product_id as "productId", name, options, qty,
            case when sale_until <= now() then regular_amount else unit_amount end as "unitAmount",
            currency, note, is_later as "isLater"
     from trolley.cart_line where cart_id = $1 order by line_no`,
    [cartId],
  );
  return lines.map((line) => readPostgresJson(line) as unknown as StoredLine);
}
