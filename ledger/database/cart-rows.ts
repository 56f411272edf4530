import type { CartId, Sid } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';
import type { Account } from '../../protocol/reconcile-report.ts';
import type { Hash } from '../../protocol/hash.ts';
import type { CartProjection } from '../copies/cart-projection.ts';
import type { Session } from './database.ts';
import { postgresJson, postgresText } from './json-for-postgres.ts';
import type { RelayCopy } from '../sources/relay-source.ts';

/** What the database says of a cart without its operations being read. */
export interface StoredCart {
  readonly cartId: CartId;
  readonly ops: number;
  /** Over the rows as they are; see `trolley.root_of`. */
  readonly root: Hash;
  /** Of `cart_line` as it is. */
  readonly projectionSeal: Hash;
  /** `null` before the first export, and when it is not as it was written. */
  readonly exported: StoredExport | null;
  /** Whether what the last export noted was changed since: nothing can be concluded from it. */
  readonly isNoteChanged: boolean;
}

/** What was exported last. */
export interface StoredExport {
  readonly digest: Hash;
  readonly root: Hash;
  readonly projectionSeal: Hash;
  readonly sessions: Readonly<Record<Sid, number>>;
  readonly reducerVersion: number;
  readonly account: Account;
}

/** Whether the rows are exactly what was exported, and their projection too. */
export const isAsExported = ({ root, projectionSeal, exported }: StoredCart): boolean =>
  exported !== null && exported.root === root && exported.projectionSeal === projectionSeal;

/** Carts by name, in one statement; those that the database knows nothing of are left out. */
export async function readStoredCarts(
  session: Session,
  cartIds: readonly CartId[],
): Promise<ReadonlyMap<CartId, StoredCart>> {
  const rows = await session.query<StoredRow>(
    `select c.id as "cartId", (select count(*) from trolley.op o where o.cart_id = c.id) as ops,
            encode(trolley.root_of(c.id), 'hex') as root,
            encode(trolley.projection_seal(c.id), 'hex') as seal,
            e.exported_at, e.seal <> trolley.export_seal(e) as is_changed, e.digest, encode(e.root, 'hex') as exported_root,
            encode(e.projection_seal, 'hex') as exported_seal, e.sessions, e.reducer_version, e.account
     from unnest($1::text[]) as c(id) left join trolley.cart_export e on e.cart_id = c.id`,
    [cartIds],
  );
  return new Map(
    rows
      .filter(({ ops, exported_at }) => ops > 0 || exported_at !== null)
      .map((row) => [row.cartId, storedCart(row)]),
  );
}

interface StoredRow {
  readonly cartId: CartId;
  readonly ops: number;
  readonly root: Hash;
  readonly seal: Hash;
  readonly exported_at: Date | null;
  readonly is_changed: boolean | null;
  readonly digest: Hash;
  readonly exported_root: Hash;
  readonly exported_seal: Hash;
  readonly sessions: StoredExport['sessions'];
  readonly reducer_version: number;
  readonly account: Account;
}

const storedCart = (row: StoredRow): StoredCart => ({
  ...{ cartId: row.cartId, ops: row.ops, root: row.root, projectionSeal: row.seal },
  isNoteChanged: row.is_changed === true,
  exported:
    row.is_changed !== false
      ? null
      : {
          ...{ digest: row.digest, root: row.exported_root },
          ...{ projectionSeal: row.exported_seal, sessions: row.sessions },
          ...{ reducerVersion: row.reducer_version, account: row.account },
        },
});

/** Every cart that the database has something of, sorted. */
export async function listStoredCarts(session: Session): Promise<readonly CartId[]> {
  const rows = await session.query<{ id: CartId }>(
    `select cart_id as id from trolley.op group by cart_id
     union select cart_id from trolley.cart_export union select cart_id from trolley.cart_line
     union select cart_id from trolley.snapshot order by 1`,
  );
  return rows.map(({ id }) => id);
}

/** Until the end of the transaction nobody else exports or repairs this cart. */
export const lockCart = (session: Session, cartId: CartId): Promise<unknown> =>
  session.query(`select pg_advisory_xact_lock(hashtextextended('trolley.cart.' || $1, 0))`, [cartId]);

/** Puts these lines in place of those there. */
export async function writeLines(
  session: Session,
  cartId: CartId,
  rows: readonly CartRow[],
  now: number,
): Promise<void> {
  await session.query('delete from trolley.cart_line where cart_id = $1', [cartId]);
  const column = (valueOf: (row: CartRow) => string | number | null) => rows.map(valueOf);
  await session.query(
    `insert into trolley.cart_line (cart_id, line_no, product_id, name, options, qty, unit_amount, currency,
       regular_amount, sale_until, note, is_later, line_ids, projected_at)
     select $1, l.line_no, l.product_id, l.name, l.options::jsonb, l.qty, l.unit_amount, l.currency, l.was,
            to_timestamp(l.until / 1000.0), l.note, l.later = 1, l.lines::jsonb, $2
     from unnest($3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[], $9::bigint[],
                 $10::bigint[], $11::text[], $12::int[], $13::text[]) with ordinality
       as l(product_id, name, options, qty, unit_amount, currency, was, until, note, later, lines, line_no)`,
    [
      ...[cartId, new Date(now)],
      column(({ productId }) => postgresText(productId)),
      column(({ name }) => postgresText(name)),
      column(({ options }) => postgresJson(options)),
      column(({ qty }) => qty),
      column(({ unitAmount }) => unitAmount),
      column(({ price }) => price.currency),
      column(({ price }) => price.was ?? null),
      column(({ price }) => (price.until === undefined ? null : Math.min(price.until, LAST_MOMENT))),
      column(({ note }) => postgresText(note)),
      column(({ isLater }) => (isLater ? 1 : 0)),
      column(({ lineIds }) => JSON.stringify(lineIds)),
    ],
  );
}

/** The last that both a JavaScript date and a `timestamptz` can name. */
const LAST_MOMENT = 8_640_000_000_000_000;

/** How many operations the latest export had; 0 before the first, and if it does not say so any more. */
export async function countExported(session: Session, cartId: CartId): Promise<number> {
  const [row] = await session.query<{ ops: number }>(
    `select op_count as ops from trolley.cart_export e where cart_id = $1 and e.seal = trolley.export_seal(e)`,
    [cartId],
  );
  return row?.ops ?? 0;
}

/** Notes what was exported. */
export async function writeExport(
  session: Session,
  copy: RelayCopy,
  root: Hash,
  projection: CartProjection,
  now: number,
): Promise<void> {
  const { reducerVersion, account, sessions } = projection;
  await session.query(
    `insert into trolley.cart_export as e (cart_id, exported_at, digest, op_count, root, sessions, state_vector,
       reducer_version, projection_seal, account, seal)
     values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, $8, trolley.projection_seal($1), $9, '')
     on conflict (cart_id) do update set exported_at = excluded.exported_at, digest = excluded.digest,
       op_count = excluded.op_count, root = excluded.root, sessions = excluded.sessions,
       state_vector = excluded.state_vector, reducer_version = excluded.reducer_version,
       projection_seal = excluded.projection_seal, account = excluded.account, seal = ''`,
    [
      ...[copy.cartId, new Date(now), copy.digest, copy.ops.size, root, JSON.stringify(sessions)],
      ...[copy.stateVector, reducerVersion, JSON.stringify(account)],
    ],
  );
}

/** Keeps the whole cart as it is now, unless the latest snapshot has it already. */
export async function writeSnapshot(
  session: Session,
  copy: RelayCopy,
  { effective }: CartProjection,
  takenBy: string,
): Promise<void> {
  await session.query(
    `insert into trolley.snapshot (cart_id, taken_by, state_vector, doc, op_count, digest, effective)
     select $1, $2, $3, $4, $5, $6, $7::jsonb
     where $6::text is distinct from (select s.digest from trolley.snapshot s where s.cart_id = $1
                                order by s.snapshot_id desc limit 1)`,
    [
      ...[copy.cartId, takenBy, copy.stateVector, copy.doc, copy.ops.size, copy.digest],
      postgresJson(effective),
    ],
  );
}
