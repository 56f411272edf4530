import type { CartId, OpId, Sid } from '../../cart/ids.ts';
import type { Hash } from '../../protocol/hash.ts';
import type { Session } from './database.ts';
import { RANGE, type HashTree } from '../copies/hash-tree.ts';

/** A hash over the rows of a group, as `hashOfHashes` computes it. */
const groupHash = `encode(sha256(string_agg(convert_to(o.op_id, 'UTF8') || trolley.proof_of(o), ''::bytea
  order by o.n, o.op_id)), 'hex')`;

/**
 * The tree of a cart as the database computes it: only hashes leave it.
 *
 * A row that is not as it was written has another hash than it says; see `trolley.proof_of`.
 */
export class DatabaseHashTree implements HashTree {
  readonly #session: Session;
  readonly #cartId: CartId;

  constructor(session: Session, cartId: CartId) {
    this.#session = session;
    this.#cartId = cartId;
  }

  async root(): Promise<Hash> {
    const [row] = await this.#session.query<{ root: Hash }>(
      `select encode(trolley.root_of($1), 'hex') as root`,
      [this.#cartId],
    );
    return row?.root ?? '';
  }

  async sessions(): Promise<ReadonlyMap<Sid, Hash>> {
    const rows = await this.#session.query<{ sid: Sid; hash: Hash }>(
      `select o.sid, ${groupHash} as hash from trolley.op o where o.cart_id = $1 group by o.sid`,
      [this.#cartId],
    );
    return new Map(rows.map(({ sid, hash }) => [sid, hash]));
  }

  async ranges(sid: Sid): Promise<ReadonlyMap<number, Hash>> {
    const rows = await this.#session.query<{ range: number; hash: Hash }>(
      `select floor((o.n - 1) / ${RANGE}.0)::bigint as range, ${groupHash} as hash from trolley.op o
       where o.cart_id = $1 and o.sid = $2 group by 1`,
      [this.#cartId, sid],
    );
    return new Map(rows.map(({ range, hash }) => [range, hash]));
  }

  async leaves(sid: Sid, range: number | null): Promise<ReadonlyMap<OpId, Hash>> {
    const [from, to] = range === null ? [null, null] : [range * RANGE + 1, (range + 1) * RANGE];
    const rows = await this.#session.query<{ id: OpId; hash: Hash }>(
      `select o.op_id as id, encode(trolley.proof_of(o), 'hex') as hash from trolley.op o
       where o.cart_id = $1 and o.sid = $2 and ($3::bigint is null or o.n between $3 and $4)`,
      [this.#cartId, sid, from, to],
    );
    return new Map(rows.map(({ id, hash }) => [id, hash]));
  }
}
