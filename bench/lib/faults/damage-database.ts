import type { CartId, OpId } from '../../../cart/ids.ts';
import type { Random } from '../../../cart/testing/random.ts';
import type { Database, Session } from '../../../ledger/database/database.ts';
import { inOneLine, type Fault } from './fault.ts';

/** Does the damage; gives the verdict and the operations that have to be found. */
type Damage = (
  session: Session,
  cartId: CartId,
  random: Random,
) => Promise<{ readonly verdict: string; readonly opIds: readonly OpId[]; readonly isThere: string }>;

/** A way to damage a cart in the database by hand: its name, and how. */
const ways: readonly (readonly [string, Damage])[] = [
  [
    'operation deleted',
    async (session, cartId, random) => {
      const id = await pickOp(session, cartId, random);
      await session.query('delete from trolley.op where cart_id = $1 and op_id = $2', [cartId, id]);
      return { verdict: 'MISSING_AT_DB', opIds: [id], isThere: 'not exists (select from its_op)' };
    },
  ],
  ['body changed', change(`body = jsonb_set(body, '{qty}', '77')`, `body->>'qty' = '77'`)],
  ['hash changed', change(`hash = sha256('other')`, `hash = sha256('other')`)],
  ['column changed', change(`line_id = 'elsewhere'`, `line_id = 'elsewhere'`)],
  [
    'operation added by a stranger',
    async (session, cartId, random) => {
      const sid = random.bits().toString(16).padStart(16, 'e');
      const like = await pickOp(session, cartId, random);
      await session.query(
        `insert into trolley.op (cart_id, op_id, sid, n, kind, line_id, body, hash)
         select cart_id, $3 || '.1', $3, 1, kind, $3 || '.1', body, hash from trolley.op
         where cart_id = $1 and op_id = $2`,
        [cartId, like, sid],
      );
      return {
        ...{ verdict: 'EXTRA_AT_DB', opIds: [`${sid}.1` as OpId] },
        isThere: 'exists (select from its_op)',
      };
    },
  ],
  [
    'line changed',
    ofCart(
      'update trolley.cart_line set qty = 4321 where cart_id = $1 and line_no = 1',
      'exists (select from trolley.cart_line l where l.cart_id = $1 and qty = 4321)',
    ),
  ],
  [
    'line deleted',
    ofCart(
      'delete from trolley.cart_line where cart_id = $1 and line_no = 2',
      'not exists (select from trolley.cart_line l where l.cart_id = $1 and line_no = 2)',
    ),
  ],
  [
    'note of the export changed',
    ofCart(
      `update trolley.cart_export set sessions = '{}' where cart_id = $1`,
      `exists (select from trolley.cart_export e where e.cart_id = $1 and sessions = '{}')`,
    ),
  ],
  ['all operations of a cart deleted', deleteAll('op')],
  ['everything of a cart deleted', deleteAll('op', 'cart_line', 'cart_export')],
];

/** Damages a cart in the database, the n-th time in the n-th way. */
export async function damageDatabase(
  database: Database,
  cartId: CartId,
  n: number,
  random: Random,
): Promise<Fault> {
  const [kind, damage] = ways[n % ways.length] as (typeof ways)[number];
  const { verdict, opIds, isThere } = await database.transaction((session) =>
    damage(session, cartId, random),
  );
  const still = `with its_op as (select * from trolley.op o where o.cart_id = $1 and o.op_id = any($2))
    select ${isThere} as is_there`;
  return {
    ...{ kind, cartId, expected: inOneLine(cartId, verdict, opIds) },
    isThere: async () => {
      const [row] = await database.query<{ is_there: boolean }>(still, [cartId, opIds]);
      return row?.is_there === true;
    },
  };
}

function change(set: string, test: string): Damage {
  return async (session, cartId, random) => {
    const id = await pickOp(session, cartId, random);
    await session.query(`update trolley.op set ${set} where cart_id = $1 and op_id = $2`, [cartId, id]);
    return {
      ...{ verdict: 'CONTENT_MISMATCH', opIds: [id] },
      isThere: `exists (select from its_op where ${test})`,
    };
  };
}

function ofCart(sql: string, isThere: string): Damage {
  return async (session, cartId) => {
    await session.query(sql, [cartId]);
    return { verdict: 'PROJECTION_STALE', opIds: [], isThere };
  };
}

function deleteAll(...tables: readonly string[]): Damage {
  return async (session, cartId) => {
    const ids: OpId[] = [];
    for (const table of tables) {
      const returning = table === 'op' ? 'returning op_id as id' : '';
      const sql = `delete from trolley.${table} where cart_id = $1 ${returning}`;
      ids.push(...(await session.query<{ id: OpId }>(sql, [cartId])).map(({ id }) => id));
    }
    return { verdict: 'MISSING_AT_DB', opIds: ids.sort(), isThere: 'not exists (select from its_op)' };
  };
}

async function pickOp(session: Session, cartId: CartId, random: Random): Promise<OpId> {
  const ops = await session.query<{ id: OpId }>(
    'select op_id as id from trolley.op where cart_id = $1 order by op_id',
    [cartId],
  );
  return random.pick(ops).id;
}
