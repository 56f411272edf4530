import type { CartId } from '../../cart/ids.ts';
import type { Database } from '../../ledger/database/database.ts';

type Fault = (database: Database, cartId: CartId, opId: string, n: number) => Promise<string>;

const change =
  (set: string): Fault =>
  async (database, cartId, opId) => {
    await database.query(`update trolley.op set ${set} where cart_id = $1 and op_id = $2`, [cartId, opId]);
    return `CONTENT_MISMATCH ${opId}`;
  };

const faults: readonly Fault[] = [
  async (database, cartId, opId) => {
    await database.query('delete from trolley.op where cart_id = $1 and op_id = $2', [cartId, opId]);
    return `MISSING_AT_DB ${opId}`;
  },
  change(`body = jsonb_set(body, '{qty}', '77')`),
  change(`hash = sha256('other')`),
  change(`line_id = 'elsewhere'`),
  async (database, cartId, opId, n) => {
    const sid = n.toString(16).padStart(16, 'e');
    await database.query(
      `insert into trolley.op (cart_id, op_id, sid, n, kind, line_id, body, hash)
       select cart_id, $3 || '.1', $3, 1, kind, $3 || '.1', body, hash from trolley.op where cart_id = $1 and op_id = $2`,
      [cartId, opId, sid],
    );
    return `EXTRA_AT_DB ${sid}.1`;
  },
  async (database, cartId) => {
    await database.query('update trolley.cart_line set qty = qty + 1 where cart_id = $1 and line_no = 1', [
      cartId,
    ]);
    return 'PROJECTION_STALE';
  },
  async (database, cartId) => {
    await database.query('delete from trolley.cart_line where cart_id = $1 and line_no = 2', [cartId]);
    return 'PROJECTION_STALE';
  },
];

/** Damages a cart in the database by hand, the n-th time in the n-th way; gives what has to be found. */
export async function injectFault(database: Database, cartId: CartId, n: number): Promise<string> {
  const fault = faults[n % faults.length] as Fault;
  const [row] = await database.query<{ id: string }>(
    'select op_id as id from trolley.op where cart_id = $1 order by op_id offset $2 limit 1',
    [cartId, n % 5],
  );
  if (!row) throw new Error(`cart ${cartId} has no operations in the database`);
  return `${cartId} ${await fault(database, cartId, row.id, n)}`;
}
