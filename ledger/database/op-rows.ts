import { splitOpId, type CartId, type OpId } from '../../cart/ids.ts';
import type { Hash } from '../../protocol/hash.ts';
import type { OpCopy } from '../copies/cart-copy.ts';
import type { Session } from './database.ts';
import { postgresJson, postgresText, readPostgresJson } from './json-for-postgres.ts';

/** A row of `trolley.op`, as far as it matters. */
export interface OpRow {
  readonly id: OpId;
  readonly op: unknown;
  readonly hash: Hash;
  readonly struct: { readonly client: number; readonly clock: number; readonly bytes: Uint8Array } | null;
  /** Whether the row is as it was written. */
  readonly isAsWritten: boolean;
}

/**
 * Adds operations that are not there yet; gives the ids of those that are there with other content.
 *
 * Nothing is ever overwritten: whoever wrote first keeps the row.
 */
export async function insertOps(
  session: Session,
  cartId: CartId,
  ops: readonly OpCopy[],
): Promise<{ readonly inserted: number; readonly conflicts: readonly OpId[] }> {
  if (ops.length === 0) return { inserted: 0, conflicts: [] };
  const added = await session.query<{ id: OpId; hash: Hash }>(
    `insert into trolley.op (cart_id, op_id, sid, n, kind, line_id, body, hash, client, clock, struct)
     select $1, o.id, o.sid, o.n, o.kind, o.line, o.body::jsonb, decode(o.hash, 'hex'), o.client, o.clock,
            decode(o.struct, 'hex')
     from unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[],
                 $9::bigint[], $10::bigint[], $11::text[])
       as o(id, sid, n, kind, line, body, hash, client, clock, struct)
     on conflict (cart_id, op_id) do nothing
     returning op_id as id, encode(hash, 'hex') as hash`,
    [
      cartId,
      ops.map(({ id }) => id),
      ops.map(({ id }) => splitOpId(id).sid),
      ops.map(({ id }) => splitOpId(id).n),
      ops.map(({ op }) => textIn(op, 'kind') ?? ''),
      ops.map(lineOf),
      ops.map(({ op }) => postgresJson(op)),
      ops.map(({ hash }) => hash),
      ops.map(({ place }) => place?.client ?? null),
      ops.map(({ place }) => place?.clock ?? null),
      ops.map(({ place }) => place && Buffer.from(place.bytes).toString('hex')),
    ],
  );
  const written = new Map(added.map(({ id, hash }) => [id, hash]));
  const others = ops.filter(({ id, hash }) => written.get(id) !== hash);
  if (others.length === 0) return { inserted: added.length, conflicts: [] };
  const conflicts = await session.query<{ id: OpId }>(
    `select o.id from unnest($2::text[], $3::text[]) as o(id, hash)
     left join trolley.op s on s.cart_id = $1 and s.op_id = o.id
     where s.op_id is null or trolley.proof_of(s) <> decode(o.hash, 'hex')`,
    [cartId, others.map(({ id }) => id), others.map(({ hash }) => hash)],
  );
  return { inserted: added.length, conflicts: conflicts.map(({ id }) => id) };
}

interface StoredOp {
  readonly id: OpId;
  readonly body: unknown;
  readonly hash: Hash;
  readonly client: number | null;
  readonly clock: number | null;
  readonly struct: Uint8Array | null;
  readonly is_as_written: boolean;
}

/** Rows read at a time. */
const PAGE = 1_000;

/** The operations of a cart, sorted by id, a page at a time; of those ids only, if given. */
export async function* readOps(
  session: Session,
  cartId: CartId,
  ids: readonly OpId[] | null = null,
): AsyncGenerator<OpRow> {
  for (let after = ''; ;) {
    const page = await session.query<StoredOp>(
      `select o.op_id as id, o.body, encode(o.hash, 'hex') as hash, o.client, o.clock, o.struct,
              o.seal is not distinct from trolley.seal_of(o) as is_as_written
       from trolley.op o
       where o.cart_id = $1 and o.op_id > $2 and ($3::text[] is null or o.op_id = any($3))
       order by o.op_id limit ${PAGE}`,
      [cartId, after, ids],
    );
    for (const { id, body, hash, client, clock, struct, is_as_written } of page) {
      const isPlaced = client !== null && clock !== null && struct !== null;
      yield {
        ...{ id, op: readPostgresJson(body), hash, isAsWritten: is_as_written },
        struct: isPlaced ? { client, clock, bytes: new Uint8Array(struct) } : null,
      };
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}

/** An add opens a line of its own name; the others name theirs. */
function lineOf({ id, op }: OpCopy): string | null {
  return textIn(op, 'kind') === 'add' ? id : textIn(op, 'line');
}

function textIn(op: unknown, field: string): string | null {
  const value = typeof op === 'object' && op !== null ? (op as Record<string, unknown>)[field] : null;
  return typeof value === 'string' ? postgresText(value) : null;
}
